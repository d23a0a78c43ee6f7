/** The parts of the site: which pages they have. The README of a folder is the page of the part itself. */
const PARTS = [
  { text: "The lab's guide", folder: "docs/en/" },
  { text: "Le guide du laboratoire", folder: "docs/fr/" },
  { text: "How to", folder: "docs/how-to/" },
  { text: "Examples", folder: "examples/" },
  { text: "Going further", folder: "" },
];

/** Sections by number, and behind them all else by title. */
function order(a, b) {
  const rank = ({ place }) => (/\/0\.\d$/.test(place) ? 0 : 1);
  return rank(a) - rank(b) || a.text.localeCompare(b.text);
}

/** What stands at the side of every page. */
export function contentsOf(pages, modules) {
  let rest = pages;
  const parts = PARTS.map(({ text, folder }) => {
    const inside = rest.filter(({ place }) => place.startsWith(folder));
    rest = rest.filter((page) => !inside.includes(page));
    const own = inside.find(({ place }) => place === `${folder}README`);
    const others = inside.filter((page) => page !== own).sort(order);
    return { text, path: own?.path, children: others.map(({ text, path }) => ({ text, path })) };
  });
  const workshop = { text: "The workshop · L’atelier", path: "media/atelier.html" };
  return [workshop, ...parts, { text: "Reference", path: "modules.html", children: modules }];
}

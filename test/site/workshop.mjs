const TITLES = { en: "The workshop page", fr: "La page de l’atelier" };

/** Below the paragraph that leads to the workshop, the workshop itself, at the same place. */
export function withWorkshop(html, language) {
  return html.replace(
    /<p>(?:(?!<\/p>)[\s\S])*?href="([^"]*atelier\.html#[^"]*)"[\s\S]*?<\/p>/g,
    (paragraph, address) =>
      `${paragraph}<iframe class="workshop" title="${TITLES[language]}" loading="lazy" src="${address}"></iframe>`,
  );
}

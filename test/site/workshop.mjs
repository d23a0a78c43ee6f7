const TITLES = { en: "The workshop page", fr: "La page de l’atelier" };

/** Below the paragraph that leads to the workshop, the workshop itself, at the same place, and no picture of it. */
export function withWorkshop(html, language) {
  return html.replace(
    /<p>(?:(?!<\/p>)[\s\S])*?href="([^"]*atelier\.html#[^"]*)"[\s\S]*?<\/p>(?:\s*<p><img[^>]*workshop-[^>]*><\/p>)?/g,
    (found, address) =>
      `${found.replace(/\s*<p><img.*$/s, "")}<iframe class="workshop" title="${TITLES[language]}" loading="lazy" src="${address}"></iframe>`,
  );
}

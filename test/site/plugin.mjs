// What TypeDoc is told beside docs/typedoc.json, to make one site of the documents and the reference: pages lie where their
// Markdown does, have its title, stand in the order of `contents.mjs`, and those in French are French around it, too.
import { pathToFileURL } from "node:url";
import { Comment, DefaultTheme, KindRouter, PageEvent, ReflectionKind, RendererEvent } from "typedoc";
import { contentsOf } from "./contents.mjs";
import { withWorkshop } from "./workshop.mjs";

/** Where the Markdown of a page lies, without its ending; until it has its title, that is its name. */
const places = new WeakMap();

const isFrench = (place) => /^docs\/fr\/|\.fr$/.test(place ?? "");

class SiteRouter extends KindRouter {
  getIdealBaseName(reflection) {
    if (!reflection.isDocument()) return super.getIdealBaseName(reflection);
    return places.get(reflection).replace(/README(\.fr)?$/, "index$1");
  }

  buildPages(project) {
    for (const page of project.documents) places.set(page, page.name);
    return super.buildPages(project);
  }
}

class SiteTheme extends DefaultTheme {
  buildNavigation(project) {
    const pages = project.documents.map((page) => ({
      text: page.name,
      path: this.router.getFullUrl(page),
      place: places.get(page),
    }));
    const modules = super.buildNavigation(project).filter(({ path }) => path?.startsWith("modules/"));
    return contentsOf(pages, modules);
  }
}

/** The first heading is the title; a search shows it, and finds pages before what is declared in a module. */
function takeTitles({ project }) {
  for (const page of project.documents) {
    const [, title] = /^# (.*)$/m.exec(page.content.map(({ text }) => text).join(""));
    page.name = title.replaceAll("`", "");
    page.relevanceBoost = 3;
  }
}

/**
 * The reference begins with its packages, each with its name, once, and what it says of itself, or else the first paragraph of
 * its README: the pages stand at the side.
 */
function introducePackages({ project }) {
  project.groups = project.groups.filter(({ title }) => title !== "Documents");
  for (const entry of project.children.filter(({ readme }) => readme !== undefined)) {
    const { readme } = entry;
    readme[0].text = readme[0].text.replace(/^# .*\n+/, "");
    if (entry.comment !== undefined) continue;
    const end = readme.findIndex(({ kind, text }) => kind === "text" && text.includes("\n\n"));
    const [first, ...others] = readme[end].text.split("\n\n");
    entry.comment = new Comment([...readme.splice(0, end), { kind: "text", text: first }]);
    readme[0].text = others.join("\n\n");
  }
}

/**
 * What a docstring's link means that leads to another package: the first of that name, as an entry of a package has it. Types,
 * which have no link, are asked for as well.
 */
function inAnotherPackage({ symbolReference }, { project }, link) {
  if (link === undefined) return undefined;
  const names = symbolReference?.path?.map(({ path }) => path) ?? [];
  const entries = project.getReflectionsByKind(ReflectionKind.Module);
  const target = entries.map((entry) => entry.getChildByName(names)).find((found) => found !== undefined);
  return target && { target };
}

function sayWhere({ outputDirectory }) {
  console.log(`Made ${pathToFileURL(`${outputDirectory}/index.html`)}`);
}

export function load(app) {
  app.renderer.defineRouter("site", SiteRouter);
  app.renderer.defineTheme("site", SiteTheme);
  app.converter.addUnknownSymbolResolver(inAnotherPackage);
  app.renderer.on(RendererEvent.BEGIN, takeTitles);
  app.renderer.on(RendererEvent.BEGIN, introducePackages);
  app.renderer.on(RendererEvent.END, sayWhere);
  const speak = (language) => app.internationalization.setLocale(language);
  app.renderer.on(PageEvent.BEGIN, ({ model }) => speak(isFrench(places.get(model)) ? "fr" : "en"));
  app.renderer.on(PageEvent.END, (page) => {
    const toTop = "../".repeat(page.url.split("/").length - 1);
    const place = places.get(page.model);
    const language = isFrench(place) ? "fr" : "en";
    page.contents = withWorkshop(page.contents, language)
      .replace('<html class="default" lang="en"', `<html class="default${place ? " document" : ""}" lang="${language}"`)
      .replaceAll('href="site:', `href="${toTop}`)
      // A browser that opens a folder from the disk lists its files.
      .replace(/href="((?:\.\.?\/)+)(?=["#])/g, 'href="$1index.html')
      // A page has its icons in itself as well; Chromium refuses those of a file, and says so for each.
      .replace(/href="[^"]*icons\.svg#/g, 'href="#');
    speak("en");
  });
}

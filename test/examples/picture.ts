/** What a terminal shows, as a picture for the README. */
export function pictureOf(command: string, output: string): string {
  const lines = [`$ ${command}`, ...output.trimEnd().split("\n")];
  const [lineHeight, characterWidth, margin] = [18, 8.43, 20];
  const width = Math.ceil(Math.max(...lines.map((line) => line.length)) * characterWidth) + 2 * margin;
  const height = lines.length * lineHeight + 2 * margin;
  const texts = lines.map((line, i) => {
    const y = margin + (i + 0.8) * lineHeight;
    return `  <text x="${margin}" y="${y.toFixed(1)}" xml:space="preserve">${escaped(line.trimEnd())}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `  <title>What ${command} prints</title>`,
    "  <style>text { font: 14px ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace; fill: #d8dee9; }</style>",
    `  <rect width="${width}" height="${height}" rx="8" fill="#20242c"/>`,
    ...texts,
    "</svg>",
    "",
  ].join("\n");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

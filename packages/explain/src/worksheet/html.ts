import { escaped } from "../render/notation/mathml.js";

/** For paper: black on white, each sheet on pages of its own, nothing that a page break cuts. */
const STYLE = `
@page { size: A4; margin: 15mm; }
body { max-width: 180mm; margin: 0 auto; padding: 4mm; font: 11pt/1.45 Georgia, "Times New Roman", serif; color: #000; background: #fff; }
h1 { font-size: 16pt; }
h2 { font-size: 14pt; margin: 0 0 2mm; }
h3 { font-size: 11.5pt; margin: 4mm 0 1mm; break-after: avoid; }
p { margin: 1.5mm 0; }
math { font-size: 11.5pt; }
.sheet mtd { padding: 0.7mm 0; }
.sheet .blank { font-size: 15pt; }
.sheet { break-after: page; }
.sheet + .sheet { border-top: 1px solid #777; padding-top: 6mm; }
.head::after { content: ""; display: block; clear: both; }
.link { float: right; width: 34mm; margin: 0 0 2mm 4mm; text-align: center; font-size: 8pt; line-height: 1.2; }
.link a { color: #000; }
.qr { display: block; width: 34mm; height: 34mm; }
table { border-collapse: collapse; }
th, td { padding: 0.4mm 1.2mm; border-bottom: 0.2mm solid #aaa; font-weight: normal; }
thead th { font-size: 8.5pt; }
.keys { columns: 3; column-gap: 5mm; }
.keys section { break-inside: avoid; padding-bottom: 4mm; }
.keys h3 { margin-top: 0; }
@media print { body { max-width: none; padding: 0; } .sheet + .sheet { border: 0; padding: 0; } }
`.replace(/\n/g, "");

/** A document of its own, which asks nothing of a network. */
export function htmlDocument(code: string, title: string, body: string): string {
  return `<!doctype html>
<html lang="${escaped(code)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
${body}
</body>
</html>
`;
}

"""Draws the same letter with WeasyPrint: one line in is a letter's data, one line out says that it was drawn.

It runs in an environment of its own, so that the product need not have WeasyPrint.
"""

import base64
import html
import json
import sys
from typing import Any

STYLE = """
@page { size: A4; margin: 1.5cm 2cm 2cm 2.5cm; @bottom-center { content: string(foot); font-size: 8pt; } }
body { font: 11pt/1.45 Arimo, "Liberation Sans", Arial, sans-serif; }
.kop { text-align: center; border-bottom: 2pt solid; margin-bottom: 10pt; padding-bottom: 4pt; }
.kop p { margin: 2pt; font-size: 13pt; text-transform: uppercase; } .kop .name { font-weight: bold; font-size: 14pt; }
.kop .contact { font-size: 9pt; text-transform: none; }
h1 { font-size: 12pt; text-align: center; text-transform: uppercase; margin: 0; } .number { text-align: center; }
h2 { font-size: 11pt; } p { text-align: justify; } table { margin-left: 0.8cm; } td { vertical-align: top; }
.signed { margin-left: 45%; } .signed p { text-align: left; margin: 2pt 0; } .qr { width: 2.6cm; }
.mark { position: fixed; top: 40%; left: 10%; font-size: 90pt; color: #0000000f; transform: rotate(-35deg); }
.foot { string-set: foot content(); height: 0; overflow: hidden; }
"""


def page(data: dict[str, Any]) -> str:
    office, signer = data["office"], data["signer"]
    qr = base64.b64encode(data["qr"].encode()).decode()
    lines = "".join(f"<p>{e(line.upper())},</p>" for line in signer["title"])
    return f"""<!doctype html><html lang="id"><title>{e(data["title"])}</title><style>{STYLE}</style><body>
<div class="foot">{e(data["foot"])}</div><div class="mark">{e(data["mark"])}</div>
<div class="kop"><p>{e(office["government"])}</p><p class="name">{e(office["name"])}</p>
<p class="contact">{e(office["contact"])}</p></div>
<h1>{e(data["name"])}</h1><p class="number">Nomor: {e(data["number"])}</p>{"".join(map(block, data["blocks"]))}
<div class="signed"><p>{e(data["place"])}, {e(data["date"])}</p>{lines}
<img class="qr" src="data:image/svg+xml;base64,{qr}"><p>{e(data["signed_note"])}</p>
<p><b>{e(signer["name"])}</b></p><p>{e(signer["rank"])}</p><p>NIP. {e(signer["nip"])}</p></div></body></html>"""


def block(item: dict[str, Any]) -> str:
    kind = item["kind"]
    if kind == "facts":
        rows = (f"<tr><td>{runs(label)}</td><td>:</td><td>{runs(value)}</td></tr>" for label, value in item["rows"])
        return f"<table>{''.join(rows)}</table>"
    if kind in ("numbers", "bullets"):
        tag = "ol" if kind == "numbers" else "ul"
        return f"<{tag}>{''.join(f'<li>{runs(one)}</li>' for one in item['items'])}</{tag}>"
    tag = "h2" if kind == "heading" else "p"
    return f"<{tag}>{runs(item['runs'])}</{tag}>"


def runs(items: list[dict[str, Any]]) -> str:
    out = ""
    for run in items:
        text = e(run["text"])
        text = f"<b>{text}</b>" if run.get("bold") else text
        out += f"<i>{text}</i>" if run.get("italic") else text
    return out


def e(text: object) -> str:
    return html.escape(str(text))


def main() -> None:
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    print("ready", weasyprint.__version__, flush=True)
    for line in sys.stdin:
        made = weasyprint.HTML(string=page(json.loads(line))).write_pdf(font_config=fonts)
        print(len(made), flush=True)


if __name__ == "__main__":
    main()

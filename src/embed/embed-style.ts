/**
 * The whole style of the embed, the same in every language, so that a partner's policy needs one hash.
 * Important rules inside a shadow tree win over important ones of the page, so nothing of the page's
 * style reaches the host; nothing can select what is below it. Every selector begins at the host, so
 * that the style does nothing to a page whose editor took the template away. Sizes are `em` of the
 * reader's own size: the page's `rem` is the partner's. Colours are those of `styles/tokens.css`.
 */
export const EMBED_STYLE = `
:host{all:initial!important;display:block!important;color-scheme:light dark!important}
:host section{--paper:#f6f0e4;--ink:#0e2c33;--ink2:#2c464c;--link:#0b4350;--rule:#5e7377;
box-sizing:border-box;max-inline-size:44em;padding:1em 1.25em;border:2px solid var(--ink);
background:var(--paper);color:var(--ink);text-align:start;overflow-wrap:anywhere;
font:1.0625em/1.5 -apple-system,BlinkMacSystemFont,"Segoe UI Variable Display","Segoe UI",Roboto,
"Noto Sans","Liberation Sans",Arial,sans-serif}
:host section:lang(ar),:host section:lang(fa){line-height:1.75;
font-family:-apple-system,"Segoe UI","Noto Sans Arabic","Noto Sans",Tahoma,sans-serif}
:host section:lang(ti){line-height:1.7;
font-family:-apple-system,Kefa,"Noto Sans Ethiopic","Noto Sans",Nyala,sans-serif}
:host h2{margin:0 0 .5em;font-size:1.25em;line-height:1.4}
:host ul{margin:0;padding:0;list-style:none}
:host p{margin:0}
:host b{display:block}
:host li{padding-block:.5em .75em;border-block-start:2px solid var(--ink)}
:host a{color:var(--link)}
:host h2+p{margin-block-end:.75em;padding:.5em .75em;border:2px dashed var(--ink)}
:host [href^="tel:"]{display:inline-block;padding-block:.1em .2em;color:var(--ink);
font-size:2.25em;font-weight:700;line-height:1;letter-spacing:-.03em;
font-variant-numeric:lining-nums tabular-nums;white-space:nowrap;
text-decoration-thickness:.05em;text-underline-offset:.12em}
:host .danger [href]{font-size:3.25em}
:host details [href^="tel:"]{font-size:1.75em}
:host p [href^="tel:"]{padding:0;font-size:1em;letter-spacing:0}
:host details{border-block:2px solid var(--ink)}
:host details>p{padding-block-end:.75em}
:host summary{padding-block:.75em;cursor:pointer;font-weight:700}
:host details li{border-block-start:1px solid var(--rule)}
:host .ways a{display:inline-block;padding-block:.6em;font-weight:700}
:host footer{margin-block-start:.75em;color:var(--ink2)}
:host a:focus-visible,:host summary:focus-visible{background:#f2bc3d;color:#0e2c33;
outline:3px solid var(--ink);outline-offset:2px}
@media (prefers-color-scheme:dark){:host section{--paper:#0d2026;--ink:#f4ecdc;--ink2:#cbd1c9;
--link:#f4ecdc;--rule:#8ca2a4}}
@media print{:host section{--paper:#fff;--ink:#000;--ink2:#000;--link:#000;--rule:#000}}
`.replace(/\n/gu, '');

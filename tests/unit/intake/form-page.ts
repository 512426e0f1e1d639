/** The inline script of the fixture; its hash stands in the site's policy, so it must survive unchanged. */
export const INLINE_SCRIPT = 'if(1<2&&"</b>".length>3)document.title="a\\"b"';

/** A small page with everything that the form pages of the site promise. */
export const FORM_PAGE = `<!DOCTYPE html>
<html lang="sv" dir="ltr" data-build="1">
<head>
<meta charset="utf-8">
<title>Kontakt</title>
<link rel="icon" href="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'/>">
<style>a>b{color:red}[hidden]{display:none}</style>
</head>
<body>
<a class="skip" href="#main">Till innehållet</a>
<a data-quick-exit href="https://www.smhi.se/?a=1&amp;b=2" rel="noreferrer">Lämna</a>
<script>${INLINE_SCRIPT}</script>
<div id="page"><main id="main" tabindex="-1">
<h1>Skriv till oss</h1>
<div data-error-summary hidden tabindex="-1"><h2>Något saknas</h2><ul></ul></div>
<section data-not-sent hidden><h2>Inte skickat</h2><p>Ring <a href="tel:112">112</a>.</p></section>
<form data-referral method="post" action="/api/referrals/" autocomplete="off">
<input type="hidden" name="kind" value="self">
<input type="hidden" name="locale" value="sv">
<input type="hidden" name="textVersion" value="0123abcd">
<p hidden><label>Lämna tom <input name="website"></label></p>
<fieldset data-field="recipients"><legend>Vem ska läsa?</legend>
<p class="msg" data-problem="not-a-choice" hidden>Välj en av dem.</p>
<label><input type="radio" name="recipients" value="social" checked> <span><b>Bara socialtjänsten</b><br> Råd &amp; stöd. </span></label>
<label><input type="radio" name="recipients" value="police"> <span><b>Bara polisen</b><br>Oftast en
 anmälan.</span></label>
<label><input type="radio" name="recipients" value="both"> <span><b>Båda</b><br>Båda får allt.</span></label>
</fieldset>
<div data-field="reach"><label for="reach">Hur kan vi nå dig säkert?</label>
<p class="msg" data-problem="missing-reach" hidden>Skriv hur vi når dig, eller välj <b>“Jag vill inte ha svar”</b>.</p>
<p class="msg" data-problem="too-long" hidden>Skriv kortare.</p>
<input id="reach" name="reach" type="text" aria-describedby="reach-hint"><p id="reach-hint">Inte adress.</p></div>
<div data-field="noReply"><label><input type="checkbox" name="noReply" value="yes"> Jag vill inte ha svar</label></div>
<div data-field="mode"><select name="mode"><option value="">–</option><option value="speech">Tal</option><option value="sign">Teckenspråk</option></select></div>
<div data-field="ownWords"><label for="own">Egna ord</label>
<p class="msg" data-problem="too-long" hidden>Högst 300 tecken.</p>
<textarea id="own" name="ownWords" rows="4"></textarea></div>
<button type="submit" name="send" value="1">Skicka</button>
</form>
<svg viewBox="0 0 8 8" aria-hidden="true"><linearGradient id="g"/><path d="M0 0h8"/></svg>
<template data-outcome="received"><h1>Mottaget</h1><p>Märke: <span data-mark></span>. Ingen har läst det än.</p></template>
<template data-outcome="kept"><h1>Mottaget och sparat</h1><p>Märke: <span data-mark></span>.</p></template>
</main></div>
</body>
</html>`;

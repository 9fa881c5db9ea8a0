// A page takes text as HTML from our own answers, and scripts from our own folder; nothing becomes a script of itself.
// The policy of pages asks browsers that know Trusted Types to let nothing else through.
window.trustedTypes?.createPolicy("default", {
  createHTML: (html) => html,  // no script and no handler inside runs: the policy of pages allows none that is inline
  createScript: (script) => {
    if (script.trim()) throw new TypeError("Tidak ada naskah program di dalam halaman.");
    return script;
  },
  createScriptURL: (address) => {
    const { origin, pathname } = new URL(address, location.href);
    const ours = origin === location.origin && (pathname.startsWith("/static/") || pathname === "/surat/periksa/penjaga.js");
    if (!ours) throw new TypeError(`Bukan naskah program kami: ${address}`);
    return address;
  },
});

// Shows a mail that the console hands over, inside its sandboxed frame: a parsed document's scripts never run, and the
// frame's policy lets nothing in it load or run.
addEventListener('message', ({source, data}) => {
  if (source !== parent || typeof data !== 'string') return;
  const mail = new DOMParser().parseFromString(data, 'text/html');
  for (const link of mail.querySelectorAll('a, area')) link.setAttribute('rel', 'noopener noreferrer');
  document.body.replaceChildren(
      ...[...mail.head.querySelectorAll('style'), ...mail.body.childNodes].map((node) => document.importNode(node, true)));
}, {once: true});

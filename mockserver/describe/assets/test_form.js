// Turns the test form of an operation page into a SOAP call to that page, and shows what was sent and answered.
'use strict';

(() => {
  const form = document.getElementById('test-form');
  const kEnvelopes = {
    '1.1': {uri: 'http://schemas.xmlsoap.org/soap/envelope/', type: 'text/xml; charset=utf-8'},
    '1.2': {uri: 'http://www.w3.org/2003/05/soap-envelope', type: 'application/soap+xml; charset=utf-8'},
  };

  const escapeXml = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  const own = (row, selector) => row.querySelector(':scope > ' + selector);
  const sendBox = (row) => own(row, '.send') || own(row, '.title > .send');

  // ---- rows of the form -> XML; a row that is not sent is ''.
  function elementOf(row, indent, attributes = '') {
    const name = row.dataset.element;
    const box = sendBox(row);
    if (row.classList.contains('leaf')) {
      if (!box.checked) return '';
      const nil = row.querySelector('.nil');
      if (nil && nil.checked) return `${indent}<${name} xsi:nil="true" />\n`;
      const value = escapeXml(row.querySelector('.value').value);
      return value ? `${indent}<${name}>${value}</${name}>\n` : `${indent}<${name} />\n`;
    }
    if (!('always' in row.dataset) && !box.checked) return '';
    let content = '';
    for (const member of own(row, '.members').querySelectorAll(':scope > [data-element]'))
      content += elementOf(member, indent + '  ');
    if (content) return `${indent}<${name}${attributes}>\n${content}${indent}</${name}>\n`;
    return `${indent}<${name}${attributes} />\n`;
  }

  function envelopeOf(version) {
    const attributes = ` xmlns="${escapeXml(form.dataset.namespace)}"`;
    const [header, body] = form.querySelectorAll(':scope > [data-element]');
    const credentials = elementOf(header, '    ', attributes);
    return '<?xml version="1.0" encoding="utf-8"?>\n' +
        '<soap:Envelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"' +
        ' xmlns:xsd="http://www.w3.org/2001/XMLSchema"' +
        ` xmlns:soap="${kEnvelopes[version].uri}">\n` +
        (credentials ? `  <soap:Header>\n${credentials}  </soap:Header>\n` : '') +
        `  <soap:Body>\n${elementOf(body, '    ', attributes)}  </soap:Body>\n</soap:Envelope>`;
  }

  // ---- the answer, indented for reading; what is not XML stays as it is.
  function indented(text) {
    const xml = new DOMParser().parseFromString(text, 'application/xml');
    if (xml.querySelector('parsererror')) return text;
    const write = (node, indent) => {
      let tag = node.nodeName;
      for (const attribute of node.attributes) tag += ` ${attribute.name}="${escapeXml(attribute.value)}"`;
      if (!node.hasChildNodes()) return `${indent}<${tag} />\n`;
      if (!node.children.length) return `${indent}<${tag}>${escapeXml(node.textContent)}</${node.nodeName}>\n`;
      let content = '';
      for (const child of node.children) content += write(child, indent + '  ');
      return `${indent}<${tag}>\n${content}${indent}</${node.nodeName}>\n`;
    };
    return write(xml.documentElement, '').trimEnd();
  }

  async function invoke() {
    const version = form.elements['soap-version'].value;
    const action = `${form.dataset.namespace}/${form.dataset.operation}`;
    const message = envelopeOf(version);
    const headers = {'Content-Type': kEnvelopes[version].type};
    if (version === '1.1') headers.SOAPAction = `"${action}"`;

    const status = document.getElementById('status');
    const shown = document.getElementById('response');
    document.getElementById('request').textContent = message;
    document.getElementById('exchange').hidden = false;
    status.textContent = '';
    shown.textContent = '';
    const button = document.getElementById('invoke');
    button.disabled = true;
    try {
      const answer = await fetch(location.pathname, {method: 'POST', headers, body: message});
      const text = await answer.text();
      status.textContent = `HTTP ${answer.status} ${answer.statusText}`;
      status.className = answer.ok ? '' : 'bad';
      shown.textContent = text ? indented(text) : '(empty body)';
    } catch (error) {
      status.textContent = 'no answer';
      status.className = 'bad';
      shown.textContent = String(error);
    } finally {
      button.disabled = false;
    }
  }

  // ---- ticking boxes and adding items
  function mark(leaf) { leaf.classList.toggle('sent', sendBox(leaf).checked); }

  // What is sent needs the elements around it.
  function tickAround(row) {
    for (let group = row.parentElement.closest('.group'); group; group = group.parentElement.closest('.group')) {
      const box = sendBox(group);
      if (box) box.checked = true;
    }
  }

  function addItem(array) {
    const members = own(array, '.members');
    members.append(own(array, 'template').content.cloneNode(true));
    const item = members.lastElementChild;
    const box = sendBox(item);
    box.checked = true;
    if (item.classList.contains('leaf')) mark(item);
    tickAround(item);
    const remove = document.createElement('button');
    remove.type = 'button';
    remove.className = 'remove';
    remove.textContent = 'Remove';
    remove.addEventListener('click', () => item.remove());
    (own(item, '.title') || own(item, '.hint')).append(remove);
  }

  form.addEventListener('input', (event) => {
    const leaf = event.target.closest('.leaf');
    if (!leaf) return;
    const isValue = event.target.classList.contains('value') || event.target.classList.contains('nil');
    if (isValue) sendBox(leaf).checked = true;
    mark(leaf);
    if (sendBox(leaf).checked) tickAround(leaf);
  });
  form.addEventListener('click', (event) => {
    if (event.target.classList.contains('add')) addItem(event.target.closest('.array'));
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    keepCredentials();
    invoke();
  });

  // ---- sandbox credentials follow from page to page, for as long as the browser's tab is open
  const credentialInputs = () => ['UserName', 'Password'].map((name) => form.elements['AuthHeader.' + name]);
  function keepCredentials() {
    for (const input of credentialInputs()) {
      if (sendBox(input.closest('.leaf')).checked) sessionStorage.setItem(input.name, input.value);
      else sessionStorage.removeItem(input.name);
    }
  }
  for (const input of credentialInputs()) {
    const kept = sessionStorage.getItem(input.name);
    if (kept === null) continue;
    input.value = kept;
    input.dispatchEvent(new Event('input', {bubbles: true}));
  }
})();

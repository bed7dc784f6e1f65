// The address behind "#": which sandbox, which view, and what of it: "#/~worker7/entities/311".
export function parse(hash) {
  const parts = hash.replace(/^#\/?/, '').split('/').filter((part) => part !== '').map(decode);
  const sandbox = parts[0]?.startsWith('~') ? parts.shift().slice(1) : null;
  return {sandbox, view: parts[0] ?? null, rest: parts.slice(1)};
}

export function address(sandbox, view, ...rest) {
  const parts = [...(sandbox === null ? [] : [`~${sandbox}`]), view, ...rest];
  return `#/${parts.map((part) => encodeURIComponent(part)).join('/')}`;
}

function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

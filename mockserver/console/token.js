// The control token, asked for when the server demands one. It is kept for as long as the browser's tab is open.
import {form} from './dialog.js';

let asking = null;

// Resolves once there is a token to try; calls that come meanwhile share the one question.
export function askForToken(wasRefused) {
  asking ??= (async () => {
    try {
      const values = await form({
        title: 'Control token',
        lead: wasRefused ? 'The server does not know that token.' : 'This server asks for a token before it lets anybody look or act.',
        fields: [{name: 'token', label: 'Token', type: 'password', required: true}],
        submit: 'Continue',
        cancel: false,
      });
      sessionStorage.setItem('control-token', values.token);
    } finally {
      asking = null;
    }
  })();
  return asking;
}

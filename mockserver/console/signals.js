// What one part of the console tells the others.

// "change" with the clock as detail, when the console itself has moved it.
export const clockChanged = new EventTarget();
export const tellClock = (clock) => clockChanged.dispatchEvent(new CustomEvent('change', {detail: clock}));

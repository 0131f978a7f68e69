// Text that waits on this device because the server does not have it yet. Each tab has a place of its own, under a
// mark that does not say who somebody is. In IndexedDB, not in localStorage: a browser that dies, with its battery
// or by itself, loses up to a minute of the latter and nothing of what IndexedDB has committed.

const STORE = "teksten";
const DAYS = 30;
let database;

export const makeTab = () => Math.random().toString(36).slice(2, 12);
export const keyOf = (merk, naam, tab) => `${merk}:${naam}:${tab}`;
export const nameOf = ({ key }) => key.split(":")[1];

// False when this browser keeps nothing: full, or forbidden.
export function write({ key, velden, versie, op }) {
  return act("readwrite", (store) => store.put({ key, velden, versie, op })).then(
    () => true,
    () => false,
  );
}

export const remove = (key) => act("readwrite", (store) => store.delete(key)).catch(() => undefined);
export const removeAll = (merk) => act("readwrite", (store) => store.delete(below(`${merk}:`))).catch(() => undefined);

// The texts of one form, or of all forms, of one person: the newest first.
export async function list(merk, naam) {
  const texts = await all(below(naam ? `${merk}:${naam}:` : `${merk}:`));
  return texts.sort((a, b) => b.op.localeCompare(a.op));
}

export async function removeOld() {
  const limit = new Date(Date.now() - DAYS * 86_400_000).toISOString();
  const old = (await all()).filter((text) => text.op < limit);
  await Promise.all(old.map((text) => remove(text.key)));
}

const below = (start) => IDBKeyRange.bound(start, `${start}\uffff`);
const all = (range) => act("readonly", (store) => store.getAll(range)).catch(() => []);

function open() {
  database ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("concepten", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "key" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return database;
}

async function act(mode, work) {
  const transaction = (await open()).transaction(STORE, mode, { durability: "strict" });
  const request = work(transaction.objectStore(STORE));
  transaction.commit(); // now, and not when this page comes to it: it may be closing
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error);
  });
}

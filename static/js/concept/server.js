// Ask the server to save or to throw away. `status` is 0 when there is no connection.

const PATIENCE = 10_000;
const KEEPALIVE = 20_000; // a browser sends at most 64 KiB of a page that closes

export const readToken = () => document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/)?.[1] ?? "";

export async function ask(method, naam, merk, text) {
  const body = JSON.stringify(text);
  const headers = { "Content-Type": "application/json", "X-CSRFToken": readToken(), "X-Concept-Merk": merk };
  try {
    const response = await fetch(`/mijn/concepten/${naam}`, {
      method,
      headers,
      body,
      keepalive: body.length < KEEPALIVE,
      redirect: "error",
      signal: AbortSignal.timeout(PATIENCE),
    });
    const isJson = response.headers.get("Content-Type")?.includes("json");
    return { ...(isJson ? await response.json() : {}), status: response.status };
  } catch {
    return { status: 0 };
  }
}

// Calls to the server.

/**
 * ask returns the server's response. What goes wrong is thrown as an Error: a refusal has line and column of the
 * program (1-based, 0 when unknown), a stopped call is an AbortError.
 */
export async function ask(path, options) {
  const response = await fetch(path, options).catch((error) => {
    throw isStopped(error) ? error : new Error("The server cannot be reached.");
  });
  if (response.ok) {
    return response;
  }
  const refusal = (await response.json().catch(() => null)) ?? {};
  const error = new Error(refusal.error || `The server answered with status ${response.status}.`);
  throw Object.assign(error, { line: refusal.line ?? 0, column: refusal.column ?? 0 });
}

/** askJSON returns the server's answer, parsed. */
export async function askJSON(path, options) {
  const response = await ask(path, options);
  return response.json().catch((error) => {
    throw isStopped(error) ? error : new Error("The server's answer broke off or is not JSON.");
  });
}

function isStopped(error) {
  return error.name === "AbortError";
}

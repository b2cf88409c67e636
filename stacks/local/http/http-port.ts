import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";

export interface LoopbackServer {
  readonly port: number;
  readonly url: string;
  serve(listener: RequestListener): void;
  /** Stops accepting, lets running requests end for up to `grace` ms, then cuts what is left. */
  stop(grace?: number): Promise<void>;
}

/** Nobody is cut off because somebody is slow: neither a request on its way, nor a connection that is kept to be used again. */
const patient = { keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 };

/** Listens on 127.0.0.1 (port 0: any), answering 503 without listener. @throws Error naming a port that is taken */
export async function listen(port: number, listener: RequestListener = unanswered): Promise<LoopbackServer> {
  let current = listener;
  const server = createServer(patient, (request, response) => current(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(explained(error, port)));
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  const actual = address !== null && typeof address === "object" ? address.port : port;
  const serve = (next: RequestListener) => {
    current = next;
  };
  return { port: actual, url: `http://127.0.0.1:${actual}`, serve, stop: (grace = 1000) => close(server, grace) };
}

/** Answers 503: nobody is there to answer. */
export const unanswered: RequestListener = (_, response) => {
  response.writeHead(503, { "content-type": "application/json" }).end(JSON.stringify({ status: "starting" }));
};

/** Reads a whole body, up to `limit` bytes. What is longer answers undefined; the rest is read and dropped. */
export function readBody(request: IncomingMessage, limit = Number.POSITIVE_INFINITY): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
    });
    request.once("end", () => resolve(size > limit ? undefined : Buffer.concat(chunks)));
    request.once("error", reject);
    request.once("close", () => reject(new Error("The request was broken off")));
  });
}

/** The error of a server that could not listen, in words that say how to mend it. */
export function explained(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code !== "EADDRINUSE" && error.code !== "EACCES") return error;
  const what = error.code === "EADDRINUSE" ? "is taken by another program" : "may not be opened by you";
  return new Error(`Port ${port} ${what}. Choose other ports with --port, for example --port 4100.`, { cause: error });
}

async function close(server: Server, grace: number): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), grace);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(cut);
}

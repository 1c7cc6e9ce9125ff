import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Sends a body with a tag (ETag) of what is in it, or 304 and no body to whoever has that already.
 * @param reply with its other headers, status 200.
 */
export function sendTagged(
  request: FastifyRequest,
  reply: FastifyReply,
  body: string | Buffer,
): FastifyReply {
  // Weak: a proxy may compress it, and what it says stays the same.
  const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  reply.header('etag', `W/${tag}`);
  return isAmong(request.headers['if-none-match'], tag) ? reply.code(304).send() : reply.send(body);
}

/** Whether If-None-Match names the tag, weak or not. https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2 */
function isAmong(header: string | undefined, tag: string): boolean {
  return header?.trim() === '*' || (header?.match(/"[^"]*"/g)?.includes(tag) ?? false);
}

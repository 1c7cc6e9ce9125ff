import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import Fastify, { type FastifyInstance } from 'fastify';
import { readWidget, serveWidget } from '../../src/http/widget';

describe('/widget.js', () => {
  let http: FastifyInstance;
  beforeAll(async () => {
    http = Fastify();
    await serveWidget(http, { publicUrl: '', host: 'localhost' });
  });
  afterAll(() => http.close());

  const get = (url: string, headers: Record<string, string> = {}) => http.inject({ url, headers });

  it('is a module for pages of every site, of under 8 kB', async () => {
    const { statusCode, headers, rawPayload } = await get('/widget.js', { 'accept-encoding': 'gzip, br' });
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'content-encoding': 'gzip',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'public, max-age=3600',
      vary: 'accept-encoding',
    });
    expect(rawPayload.length).toBeLessThan(8_000);
    expect(rawPayload.length).toBeGreaterThan(1_000);
  });

  it('is of the hash that the service prints, gzipped or not', async () => {
    const { integrity } = (await readWidget()).script;
    const plain = (await get('/widget.js', { 'accept-encoding': 'gzip;q=0' })).rawPayload;
    expect(gunzipSync((await get('/widget.js', { 'accept-encoding': 'gzip' })).rawPayload)).toEqual(plain);
    expect(integrity).toBe(`sha384-${createHash('sha384').update(plain).digest('base64')}`);
  });

  it('is not sent again to who has it', async () => {
    const etag = String((await get('/widget.js')).headers.etag);
    for (const sent of [etag, `"another", ${etag}`]) {
      const { statusCode, body } = await get('/widget.js', { 'if-none-match': sent });
      expect([statusCode, body]).toEqual([304, '']);
    }
    expect((await get('/widget.js', { 'if-none-match': 'W/"another"' })).statusCode).toBe(200);
  });

  it('is kept for a year by pages that name its version, which no other version has', async () => {
    const page = (await get('/widget')).body;
    const [, version] = /widget\.js\?v=(\w+)/.exec(page)!;
    expect((await get(`/widget.js?v=${version}`)).headers['cache-control']).toContain('immutable');
    expect((await get('/widget.js?v=another')).headers['cache-control']).not.toContain('immutable');
    expect((await get('/widget.js?v=a&v=b')).statusCode).toBe(200);
  });
});

describe('/widget', () => {
  it.each([
    ['that PUBLIC_URL names', 'https://reviews.example', 'inside.example:4000', 'https://reviews.example'],
    ['that it is asked at', '', 'reviews.example', 'http://reviews.example'],
    ['of this machine where that is none', '', 'reviews.example"><b>', 'http://localhost:80'],
  ])('writes the lines to copy for the address %s', async (_, publicUrl, host, address) => {
    const http = Fastify();
    await serveWidget(http, { publicUrl, host: 'localhost' });
    const { body, headers } = await http.inject({ url: '/widget', headers: { host } });
    await http.close();
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'/);
    expect(body).toContain(`src="${address}/widget.js"`);
    expect(body).not.toContain('<b>');
    expect(body).toContain((await readWidget()).script.integrity.replaceAll('"', ''));
    expect(body).not.toMatch(/\{\{|\bstyle=|<style|<script(?![^>]* src=)/);
  });
});

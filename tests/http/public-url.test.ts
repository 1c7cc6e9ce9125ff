import { publicUrl } from '../../src/http/public-url';

const ask = (protocol: string, host: string, config: { publicUrl?: string; host?: string } = {}) =>
  publicUrl(
    { protocol, host, socket: { localPort: 4000 } } as never,
    {
      host: 'localhost',
      publicUrl: undefined as never,
      ...config,
    } as never,
  );

describe('where readers find the service', () => {
  it.each([
    ['http', 'localhost:4000', 'http://localhost:4000'],
    ['https', 'reviews.example.com', 'https://reviews.example.com'],
    ['https', 'Reviews.Example.COM:443', 'https://reviews.example.com'],
    ['http', '127.0.0.1:80', 'http://127.0.0.1'],
    ['http', '[::1]:4000', 'http://[::1]:4000'],
    ['http', 'my_host-1.internal', 'http://my_host-1.internal'],
  ])('is where the request came to: %s, %s', (protocol, host, expected) => {
    expect(ask(protocol, host)).toBe(expected);
  });

  it.each([
    '',
    'a b',
    'a/b',
    'a"b',
    "a'b",
    '<script>',
    'a@b',
    'me:secret@b',
    'a\r\nset-cookie: x=y',
    'a?b',
    'a#b',
    'a:99999',
    'a:b',
    '[::g]',
    '[not-an-address]',
    'é.example',
    '%41',
    '256.256.256.256',
  ])('is the address of the socket where that is no host: %j', (host) => {
    expect(ask('https', host)).toBe('http://localhost:4000');
    expect(ask('https', host, { host: '::' })).toBe('http://localhost:4000');
    expect(ask('https', host, { host: '::1' })).toBe('http://[::1]:4000');
  });

  it('has no scheme but those of the web, whatever a proxy passes on', () => {
    expect(ask('javascript', 'example.com')).toBe('http://example.com');
  });

  it('is what PUBLIC_URL says', () => {
    expect(ask('http', 'evil.example', { publicUrl: 'https://reviews.example.com' })).toBe(
      'https://reviews.example.com',
    );
  });
});

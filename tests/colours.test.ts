describe('colours', () => {
  const given = { ...process.env };
  afterEach(() => {
    process.env = { ...given };
  });

  /** As a program that is started with these settings has them. */
  function boldFor(stream: { isTTY?: boolean }, settings: NodeJS.ProcessEnv): string {
    process.env = { ...given, NO_COLOR: undefined, ...settings };
    if (settings.NO_COLOR === undefined) delete process.env.NO_COLOR;
    let text = '';
    jest.isolateModules(() => {
      const { coloursFor } = jest.requireActual('../src/colours');
      text = coloursFor(stream).bold('text');
    });
    return text;
  }

  it('are shown on a terminal', () => {
    expect(boldFor({ isTTY: true }, { FORCE_COLOR: '1' })).toBe('\u001b[1mtext\u001b[22m');
  });

  it.each([{ CI: 'true' }, { FORCE_COLOR: '1' }, {}])('are not sent through a pipe, with %j', (settings) => {
    expect(boldFor({}, settings)).toBe('text');
  });

  it('are left out where the person at the terminal wants none', () => {
    expect(boldFor({ isTTY: true }, { CI: 'true', NO_COLOR: '1' })).toBe('text');
  });
});

import type { VNode } from 'preact';

/** Draws on a square of 300 by 300. `chance(n)` is a whole number from 0 to n - 1, the same for the same film. */
export type Motif = (chance: (n: number) => number) => VNode;

const range = (length: number) => Array.from({ length }, (_, index) => index);
/** The three colours of a poster beside its ground are the classes a, b and c. */
const dot = (cx: number, cy: number, r: number, colour: string) => (
  <circle cx={cx} cy={cy} r={r} class={colour} />
);

export const rings: Motif = (chance) => {
  const [cx, cy] = [60 + 30 * chance(7), 80 + 35 * chance(5)];
  const [drift, step] = [chance(9) - 4, 20 + 4 * chance(4)];
  return (
    <>
      {range(15).map((n) => (
        <circle
          key={n}
          cx={cx + n * drift}
          cy={cy - n * 3}
          r={step * (n + 0.9)}
          class="line-a"
          stroke-width={step * 0.42}
        />
      ))}
      {dot(cx, cy, step * 0.5, 'b')}
    </>
  );
};

export const teeth: Motif = (chance) => {
  const count = 5 + chance(3);
  const width = 300 / count;
  const row = (edge: number, tip: () => number) =>
    range(count)
      .map((n) => `${n * width},${edge} ${(n + 0.5) * width},${tip()} ${(n + 1) * width},${edge}`)
      .join(' ');
  return (
    <>
      {dot(150, 150, 46, 'b')}
      {dot(150, 150, 16, 'a')}
      <polygon class="a" points={`0,0 ${row(0, () => 70 + chance(60))} 300,0`} />
      <polygon class="a" points={`0,300 ${row(300, () => 230 - chance(60))} 300,300`} />
    </>
  );
};

export const desert: Motif = (chance) => {
  const x = 90 + chance(120);
  const mesa = 20 + chance(90);
  return (
    <>
      {dot(x, 150, 92, 'b')}
      <path class="a" d={`M0 300V232H${mesa}l14-84h86l16 84h46l10-44h44l9 44H300V300Z`} />
      {range(4).map((n) => (
        <rect key={n} class="ground" x="0" y={182 + n * 13} width="300" height={2 + n} opacity=".55" />
      ))}
    </>
  );
};

export const orbit: Motif = (chance) => (
  <>
    {range(14).map(() => dot(chance(300), chance(300), 1.5 + chance(3), 'c'))}
    {dot(150, 150, 78, 'a')}
    <path class="b" d="M72 150a78 78 0 0 1 156 0Z" transform={`rotate(${chance(8) * 45} 150 150)`} />
    <ellipse
      class="line-c"
      cx="150"
      cy="150"
      rx="136"
      ry={30 + chance(24)}
      stroke-width="7"
      transform={`rotate(${chance(60) - 30} 150 150)`}
    />
  </>
);

export const eye: Motif = (chance) => (
  <>
    <path class="a" d="M14 150Q150 8 286 150Q150 292 14 150Z" />
    {dot(150, 150, 66, 'ground')}
    {dot(150 + chance(30) - 15, 150, 40, 'b')}
    <path class="c" d={`M150 ${118}a17 17 0 0 1 10 31l9 40h-38l9-40a17 17 0 0 1 10-31Z`} />
  </>
);

export const couple: Motif = (chance) => {
  const apart = 42 + chance(24);
  const half = Math.sqrt(88 ** 2 - apart ** 2);
  const [top, bottom] = [150 - half, 150 + half];
  return (
    <g transform={`rotate(${chance(7) * 15 - 45} 150 150)`}>
      {dot(150 - apart, 150, 88, 'a')}
      {dot(150 + apart, 150, 88, 'b')}
      <path class="c" d={`M150 ${top}A88 88 0 0 1 150 ${bottom}A88 88 0 0 1 150 ${top}Z`} />
    </g>
  );
};

export const blinds: Motif = (chance) => (
  <>
    {dot(80 + chance(140), 110 + chance(70), 84, 'b')}
    {range(9).map((n) => (
      <rect
        key={n}
        class="a"
        x="-40"
        y={n * 36 - 20}
        width="380"
        height={25 - n * 2}
        transform={`rotate(${-8 - chance(1)} 150 150)`}
      />
    ))}
  </>
);

export const dots: Motif = (chance) => {
  const odd = chance(16);
  return (
    <>
      {range(16).map((n) => {
        const [x, y] = [48 + (n % 4) * 68, 48 + Math.floor(n / 4) * 68];
        return n === odd ? dot(x + 9, y - 9, 32, 'b') : dot(x, y, 24, 'a');
      })}
    </>
  );
};

export const horizon: Motif = (chance) => {
  const x = 90 + chance(121);
  return (
    <>
      <path class="b" d={`M${x - 84} 176a84 84 0 0 1 168 0Z`} />
      {range(6).map((n) => (
        <rect
          key={n}
          class={n === 0 ? 'a' : 'c'}
          x={n === 0 ? 0 : x - 84 + n * 7 + chance(12)}
          y={176 + n * 20}
          width={n === 0 ? 300 : 168 - n * 20}
          height={n === 0 ? 8 : 7}
        />
      ))}
    </>
  );
};

export const stairs: Motif = (chance) => {
  const at = chance(6);
  const down = chance(2);
  const height = (n: number) => 40 + (down ? 5 - n : n) * 34;
  return (
    <>
      {range(6).map((n) => (
        <rect key={n} class="a" x={n * 50} y={300 - height(n)} width="50" height={height(n)} />
      ))}
      {dot(at * 50 + 25, 300 - height(at) - 25, 25, 'b')}
    </>
  );
};

export const curtain: Motif = (chance) => {
  const gap = 26 + chance(40);
  return (
    <>
      <ellipse class="b" cx="150" cy="268" rx={gap + 30} ry="26" />
      {range(5).map((n) => (
        <g key={n} class={n % 2 ? 'c' : 'a'}>
          <path d={`M${n * 30 - 10} 0h34q2 150 ${-n * (26 - gap / 4) - 6} 300h-34Z`} />
          <path d={`M${310 - n * 30} 0h-34q-2 150 ${n * (26 - gap / 4) + 6} 300h34Z`} />
        </g>
      ))}
    </>
  );
};

export const rubble: Motif = (chance) => (
  <>
    {range(25).map((n) => {
      const [column, row] = [n % 5, Math.floor(n / 5)];
      const [x, y] = [22 + column * 53 + (row * row * (chance(5) - 2)) / 2, 16 + row * 54];
      const turn = row * (chance(15) - 7);
      return (
        <rect
          key={n}
          class={chance(9) === 0 ? 'b' : 'a'}
          x={x}
          y={y}
          width="43"
          height="43"
          transform={`rotate(${turn} ${x + 21} ${y + 21})`}
        />
      );
    })}
  </>
);

export const peaks: Motif = (chance) => {
  const x = 120 + chance(80);
  return (
    <>
      {dot(x + 70 - chance(160), 84, 44, 'b')}
      <polygon class="c" points={`-30,300 ${x - 70},120 ${x + 110},300`} />
      <polygon class="a" points={`${x - 110},300 ${x + 30},70 330,300`} />
      <polygon
        class="ground"
        points={`${x + 30},70 ${x + 4},113 ${x + 24},104 ${x + 40},122 ${x + 62},112`}
      />
    </>
  );
};

export const tiles: Motif = (chance) => (
  <>
    {range(16).map((n) => {
      const [x, y] = [(n % 4) * 75, Math.floor(n / 4) * 75];
      return (
        <path
          key={n}
          class={'abc'[chance(3)]}
          d={`M${x} ${y}h75a75 75 0 0 1-75 75Z`}
          transform={`rotate(${chance(4) * 90} ${x + 37.5} ${y + 37.5})`}
        />
      );
    })}
  </>
);

export const strips: Motif = (chance) => {
  const lit = chance(3);
  return (
    <g transform={`rotate(${chance(5) * 3 - 6} 150 150)`}>
      {range(3).map((n) => (
        <g key={n}>
          <rect class="a" x="-40" y={18 + n * 92} width="380" height="80" />
          {range(13).map((hole) => (
            <g key={hole}>
              <rect class="ground" x={-28 + hole * 28} y={24 + n * 92} width="13" height="9" rx="2" />
              <rect class="ground" x={-28 + hole * 28} y={83 + n * 92} width="13" height="9" rx="2" />
            </g>
          ))}
          {range(4).map((frame) => (
            <rect
              key={frame}
              class={n === lit && frame === 1 + (lit % 2) ? 'b' : 'c'}
              x={-14 + frame * 84}
              y={40 + n * 92}
              width="76"
              height="36"
            />
          ))}
        </g>
      ))}
    </g>
  );
};

export const bars: Motif = (chance) => (
  <>
    {range(10).map((n) => {
      const height = 50 + chance(210);
      return (
        <rect
          key={n}
          class={'aab'[chance(3)]}
          x={12 + n * 28}
          y={(300 - height) / 2}
          width="18"
          height={height}
          rx="9"
        />
      );
    })}
  </>
);

export const arches: Motif = (chance) => {
  const lit = chance(5);
  return (
    <>
      {range(5).map((n) => {
        const [half, colour] = [140 - n * 27, n === lit ? 'b' : 'aca'[n % 3]];
        return (
          <path
            key={n}
            class={n % 2 ? 'ground' : colour}
            d={`M${150 - half} 300V${154}a${half} ${half} 0 0 1 ${half * 2} 0V300Z`}
          />
        );
      })}
    </>
  );
};

export const scales: Motif = (chance) => {
  const shift = chance(3);
  return (
    <>
      {range(5).flatMap((row) =>
        range(5).map((column) => {
          const x = column * 75 - (row % 2) * 37.5;
          return (
            <path
              key={`${row} ${column}`}
              class={'abc'[(row + column + shift) % 3]}
              d={`M${x} ${row * 60 + 60}a37.5 37.5 0 0 1 75 0Z`}
            />
          );
        }),
      )}
    </>
  );
};

export const moon: Motif = (chance) => {
  const star = (x: number, y: number, r: number) =>
    `M${x} ${y - r}Q${x} ${y} ${x + r} ${y}Q${x} ${y} ${x} ${y + r}Q${x} ${y} ${x - r} ${y}Q${x} ${y} ${x} ${y - r}Z`;
  return (
    <>
      {dot(140, 160, 104, 'a')}
      {dot(186, 132, 92, 'ground')}
      {range(5).map((n) => (
        <path
          key={n}
          class={n ? 'c' : 'b'}
          d={star(150 + chance(120), 40 + n * 48, n ? 10 + chance(14) : 36)}
        />
      ))}
    </>
  );
};

export const chevrons: Motif = (chance) => (
  <g transform={`rotate(${chance(4) * 90} 150 150)`}>
    {range(5).map((n) => (
      <polygon
        key={n}
        class={n === 2 ? 'b' : 'a'}
        points={`${n * 66 - 70},0 ${n * 66 - 34},0 ${n * 66 + 62},150 ${n * 66 - 34},300 ${n * 66 - 70},300 ${n * 66 + 26},150`}
      />
    ))}
  </g>
);

export const screen: Motif = (chance) => {
  const x = 60 + chance(60);
  return (
    <>
      <polygon class="a" points={`${x},60 ${x + 150},40 ${x + 150},190 ${x},176`} />
      <polygon class="b" points={`0,300 ${x},176 ${x + 150},190 300,300`} />
    </>
  );
};

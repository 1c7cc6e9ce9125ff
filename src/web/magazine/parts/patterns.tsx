import { dot, type Motif, range } from './motif';

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

import { dot, type Motif, range } from './motif';

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

export const screen: Motif = (chance) => {
  const x = 60 + chance(60);
  return (
    <>
      <polygon class="a" points={`${x},60 ${x + 150},40 ${x + 150},190 ${x},176`} />
      <polygon class="b" points={`0,300 ${x},176 ${x + 150},190 300,300`} />
    </>
  );
};

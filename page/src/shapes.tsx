// A mark: circle = cooperation, diamond = conflict; filled = material, hollow = verbal.
import { QUADS, type Quad } from './words';

export function diamond(x: number, y: number, r: number): string {
  const d = r * 1.18;
  return `M${x} ${y - d}L${x + d} ${y}L${x} ${y + d}L${x - d} ${y}Z`;
}

export function Mark(props: { x: number; y: number; r: number; quad: Quad; class?: string; k?: string }) {
  const { x, y, r, quad } = props;
  const kind = `mark q${quad} ${QUADS[quad].material ? 'full' : 'hollow'} ${props.class ?? ''}`;
  return QUADS[quad].cooperation
    ? <circle class={kind} cx={x} cy={y} r={r} data-k={props.k} />
    : <path class={kind} d={diamond(x, y, r)} data-k={props.k} />;
}

export function radius(outlets: number): number {
  return 4.8 + 2.7 * Math.sqrt(Math.max(0, Math.min(outlets, 40) - 1));
}

// The mark as a small picture in running text.
export function Sample(props: { quad: Quad; r?: number }) {
  return (
    <svg class="sample" width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
      <Mark x={7} y={7} r={props.r ?? 4.6} quad={props.quad} />
    </svg>
  );
}

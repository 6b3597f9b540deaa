/** Where ECharts draws: loads it when first needed, follows the size of its place, speaks to nobody but its caller. */
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { Failed, Loading } from "@/shared/states";
import { still } from "@/shell/motion";
import type { ECharts, EChartsCoreOption } from "./echarts";

export interface DrawingProps {
  /** Made for a width in pixels, so that what does not fit is left out. */
  option: (width: number) => EChartsCoreOption;
  height: number;
  label: string;
  /** A click anywhere on the drawing; `series` and `place` where it hit something drawn. */
  onClick?: (hit: Hit) => void;
}

export interface Hit {
  chart: ECharts;
  x: number;
  y: number;
  what?: { seriesIndex?: number; dataIndex?: number; dataType?: string; data?: unknown };
}

type Library = typeof import("./echarts");
let library: Library | undefined;

function useLibrary(): [Library | undefined, unknown, () => void] {
  const [loaded, setLoaded] = useState(library);
  const [broken, setBroken] = useState<unknown>();
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (library) return;
    let here = true;
    import("./echarts").then(
      (found) => {
        library = found;
        if (here) setLoaded(found);
      },
      (error: unknown) => here && setBroken(error),
    );
    return () => {
      here = false;
    };
  }, [tries]);
  const again = () => {
    setBroken(undefined);
    setTries(tries + 1);
  };
  return [loaded, broken, again];
}

export function Drawing(props: DrawingProps) {
  const [loaded, broken, again] = useLibrary();
  if (broken) return <Failed error={broken} retry={again} small />;
  if (!loaded) return <Loading height={props.height} />;
  return <Drawn {...props} library={loaded} />;
}

function Drawn({ option, height, label, onClick, library }: DrawingProps & { library: Library }) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts>(undefined);
  const [width, setWidth] = useState(0);
  const clicked = useRef(onClick);
  clicked.current = onClick;

  useLayoutEffect(() => {
    const made = library.init(place.current!, null, { renderer: "svg" });
    chart.current = made;
    listen(made, clicked);
    const watch = new ResizeObserver(([entry]) => {
      made.resize();
      setWidth(Math.round(entry!.contentRect.width));
    });
    watch.observe(place.current!);
    setWidth(place.current!.clientWidth);
    return () => {
      watch.disconnect();
      made.dispose();
    };
  }, [library]);

  useLayoutEffect(() => {
    if (width > 0) chart.current?.setOption({ ...calm(), ...option(width) }, { notMerge: true });
  }, [option, width]);

  return <div ref={place} role="img" aria-label={label} style={{ height, width: "100%" }} />;
}

/** One click, told once: with what it hit, or with its place alone. */
function listen(chart: ECharts, clicked: React.RefObject<DrawingProps["onClick"]>): void {
  let hit: Hit["what"];
  chart.on("click", (what) => {
    hit = what as Hit["what"];
  });
  chart.getZr().on("click", ({ offsetX: x, offsetY: y }) => {
    // The chart tells what was hit during the same event, before or after this; both have spoken by the next turn.
    setTimeout(() => {
      if (!chart.isDisposed()) clicked.current?.({ chart, x, y, what: hit });
      hit = undefined;
    });
  });
  chart.getZr().on("mousemove", ({ offsetX, offsetY }) => {
    const inside = chart.containPixel({ gridIndex: 0 }, [offsetX, offsetY]);
    if (clicked.current && inside) chart.getZr().setCursorStyle("pointer");
  });
}

const calm = () => (still() ? { animation: false } : { animationDuration: 250, animationDurationUpdate: 200 });

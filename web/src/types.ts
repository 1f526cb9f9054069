// The shapes the server speaks (docs/reference/json.md and its OpenAPI description), as far as the workbench reads them.

export interface About {
  tool: { name: string; version: string };
  folder: string;
  writable: boolean;
  concepts: { key: string; name: string; reading: string }[];
  figures: { kind: string; name: string; shows: string }[];
}

export interface Listed {
  id: string;
  origin: 'case' | 'file';
  name: string;
  title: string;
  as_of: string | null;
  about: string;
  bytes: number;
  etag: string;
  modified: string | null;
  valid: boolean;
}

export interface Draft {
  text: string;
  base: string | null;
  saved: string;
}

export interface Problem {
  code: string;
  severity: 'error' | 'warning';
  line: number;
  column: number;
  length?: number;
  message: string;
  hint?: string;
}

export interface FigureData {
  title: string;
  alt: string;
  svg: string;
  table: { caption: string; columns: string[]; rows: string[][] };
  note: string;
}

/** What an option is called: infinitives for taking it and for not taking it. */
export interface OptionWords {
  id: string;
  name: string;
  otherwise?: string;
  /** The next lower level of the same option. */
  below?: string;
}

export interface Solve {
  model: { title: string; sha256: string };
  options: string[];
  decision_makers: { id: string; name: string; options: string[] }[];
  engine: string;
  complete: boolean;
  feasible: number | string;
  status_quo: string | null;
  stable_counts: Record<string, Record<string, number | string>>;
  equilibria: Record<string, { count: number | string | null; states: string[]; truncated?: boolean }>;
  stability?: { state: string; rank: Record<string, number>; stable: Record<string, string[]> }[];
}

export interface Analysis {
  sha256: string;
  valid: boolean;
  problems: Problem[];
  finding?: string;
  bottom_line?: string;
  counters?: { assumptions: number; claims: number; disputed: number };
  solve?: Solve;
  /** In the order of `solve.options`. */
  options?: OptionWords[];
  figures?: Record<string, FigureData>;
  too_large?: { states: number | string; message: string } | null;
}

export interface Answer<T = unknown> {
  verb: string;
  complete: boolean;
  json: T;
  text: string;
}

export interface Job<T = unknown> {
  id: string;
  verb: string;
  state: 'running' | 'done' | 'failed' | 'cancelled';
  progress: number;
  eta_seconds: number | null;
  answer?: Answer<T>;
  problem?: { title: string; detail: string };
}

export interface Move {
  dm: string;
  from: string;
  to: string;
}

export interface Step {
  by: string[];
  from: string;
  to: string;
  way: Move[] | null;
}

export interface MeasureValue {
  id: string;
  of: string | null;
  unit: string;
  low: number | string;
  high: number | string;
}

export interface Why {
  state: string;
  verdicts: {
    dm: string;
    concept: string;
    stable: boolean;
    threats: { improvement?: Move; move?: Move; sanction: Move[] | null; gain?: Move[] }[];
  }[];
}

export interface Paths {
  from: string;
  to?: string;
  reachable?: boolean;
  complete: boolean;
  reached: number;
  way?: Move[];
  way_by_any_moves?: Move[];
  blocked_by?: { option: string; reason: string }[];
  measures?: MeasureValue[];
  states?: { state: string; moves: number; way: Move[] }[];
}

export interface LeverEdit {
  edit: string;
  dm?: string;
  statement?: string;
  from?: number;
  to?: number;
  candidate?: number;
  option?: string;
  irreversible?: string;
  rule?: string;
  concept?: string;
  evidence?: string[];
}

export interface Levers {
  concept: string;
  target?: { state?: string; outcome?: string };
  depth: number;
  complete: boolean;
  searched: number | null;
  least: number | null;
  count: number;
  equilibria: number;
  plans: {
    price: number;
    edits: LeverEdit[];
    against: { how: string; dm?: string; place?: number; statement?: string; option?: string; basis?: string[]; evidence?: string[] }[];
    weight: number;
    verified: boolean;
    equilibria: number;
    wanted: string[];
    reached: boolean;
  }[];
}

export interface Deals {
  state: string;
  complete: boolean;
  groups: {
    members: string[];
    improvements: number;
    undominated: number;
    channels: string[];
    connected: boolean;
    deals: {
      to: string;
      movers: string[];
      undominated: boolean;
      way: Move[] | null;
      at_once: boolean;
      credible_answers: { spoilt: { to: string } | null };
      self_enforcing: boolean;
      temptations: { dm: string; to: string }[];
      measures: MeasureValue[];
      orders: { works: boolean; improving: boolean; steps: (Move & { gains: boolean; carries_on: boolean })[] }[];
    }[];
  }[];
}

export interface Share {
  numerator?: string;
  denominator?: string;
  holds?: number | string;
  of?: number | string;
  low?: number;
  high?: number;
}

export interface Robust {
  complete: boolean;
  readings: string;
  conclusions: {
    kind: 'stable' | 'deal';
    states?: string[];
    outcome?: string | null;
    concept?: string;
    dm?: string | null;
    group?: string[];
    from?: string;
    as_written: boolean;
    share: Share | null;
    any_order: Share | null;
    overturned_by: { dm: string; statement: number; change: string }[];
    read_back?: boolean;
  }[];
  statements: { dm: string; statement: number; text: string; basis: string[]; because: string[] }[];
}

export interface Timeline {
  phases: {
    stage: string | null;
    from: string | null;
    until: string | null;
    now: boolean;
    options: string[];
    feasible: number;
    courses: { start: string; recorded: boolean; rests: boolean; ends: { state: string; way: Step[]; measures: MeasureValue[] }[] }[];
    broken: { rule: string }[];
  }[];
}

export interface Score {
  profiles: {
    profile: string;
    deals: boolean;
    left_out: number;
    right: number;
    wrong: number;
    open: number;
    questions: { question: string; by: string; answer: string; holds: number; ends: number; outcome: string }[];
  }[];
}

export interface Views {
  equilibria: string[];
  true_equilibria: string[];
  sights: {
    dm: string;
    own_view: boolean;
    options: string[];
    feasible: number;
    expected: string[];
    surprises: string[];
    illusions: string[];
    disappointed_by: { about: string; state: string; expected_to_stay: boolean; move: Move | null }[];
  }[];
}

export interface Diff {
  complete: boolean;
  compared: number;
  changes: { what: string; how: string }[];
  conclusions: unknown[];
}

export interface EvidenceAnswer {
  sources: { id: string; title: string; date: string | null; publisher: string | null; url: string | null; available: boolean; text: string | null }[];
  anchors: { evidence: string; source: string; status: string; start: number | null; end: number | null }[];
}

export interface Located {
  places: { at: { start: number; end: number; sha256?: string }; passage: string }[];
  yaml?: string;
}

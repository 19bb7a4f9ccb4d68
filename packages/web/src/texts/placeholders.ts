type Trim<Text extends string> = Text extends ` ${infer Rest}`
  ? Trim<Rest>
  : Text extends `${infer Rest} `
    ? Trim<Rest>
    : Text

type ValueOf<Style extends string> =
  Trim<Style> extends `plural${string}` | `number${string}` | `selectordinal${string}` ? number : string

/** Walks through words: the next brace opens a placeholder or ends the branch of one. */
type InWords<Text extends string, Depth extends 0[], Found> = Text extends `${infer Before}{${infer After}`
  ? Before extends `${string}}${string}`
    ? EndOfBranch<Text, Depth, Found>
    : After extends `${infer Head}}${infer Rest}`
      ? Head extends `${infer Name},${string}`
        ? After extends `${Name},${infer Style}`
          ? InStyle<Style, Depth, Found | [Trim<Name>, ValueOf<Style>]>
          : never
        : InWords<Rest, Depth, Found | [Trim<Head>, string | number]>
      : never
  : EndOfBranch<Text, Depth, Found>

type EndOfBranch<Text extends string, Depth extends 0[], Found> = Text extends `${string}}${infer Rest}`
  ? Depth extends [0, ...infer Up extends 0[]]
    ? InStyle<Rest, Up, Found>
    : never
  : Found

/** Walks through the style of a placeholder: the next brace opens a branch or ends the placeholder. */
type InStyle<Text extends string, Depth extends 0[], Found> = Text extends `${infer Before}{${infer After}`
  ? Before extends `${string}}${infer _}`
    ? EndOfStyle<Text, Depth, Found>
    : InWords<After, [0, ...Depth], Found>
  : EndOfStyle<Text, Depth, Found>

type EndOfStyle<Text extends string, Depth extends 0[], Found> = Text extends `${string}}${infer Rest}`
  ? InWords<Rest, Depth, Found>
  : never

type Pairs<Text extends string> = Extract<InWords<Text, [], never>, [string, string | number]>

/** The values that an ICU text asks for, by name: `{count, plural, …}` asks for `{ count: number }`. */
export type Placeholders<Text extends string> = { [Pair in Pairs<Text> as Pair[0]]: Pair[1] }

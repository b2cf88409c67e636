import fc from "fast-check";

/** A request to DynamoDB: an operation and its body. */
export interface TableRequest {
  operation: string;
  body: Record<string, unknown>;
}

export const table = "differential";

const keyNames = fc.constantFrom("a", "b", "ab", "é", "😀", "Z", "a#1", "\uffff");
const key = fc.record({ pk: keyNames, sk: keyNames }).map(({ pk, sk }) => ({ pk: { S: pk }, sk: { S: sk } }));

const digits = fc.stringMatching(/^[1-9][0-9]{0,37}$/);
const numbers = fc.oneof(
  fc.integer({ min: -3, max: 12 }).map(String),
  fc.constantFrom(
    "0",
    "-0",
    "1.50",
    "01",
    "1e2",
    "1E-3",
    ".5",
    "-2.25",
    "1e125",
    "-1e-130",
    "9.9999999999999999999999999999999999999E125",
  ),
  digits,
  fc
    .tuple(fc.constantFrom("", "-"), digits, fc.integer({ min: -60, max: 60 }))
    .map(([sign, d, e]) => `${sign}${d}e${e}`),
);
const oddNumbers = fc.constantFrom("", "x", "1e126", "1e-131", "123456789012345678901234567890123456789", "NaN", " 1");
const texts = fc.constantFrom("", "a", "ab", "abc", "b", "é", "😀", "Z", "\uffff");
const bytes = fc.constantFrom("", "YQ==", "YWI=", "/w==", "AAA=");

/** An attribute of any type, some of them none that DynamoDB takes. */
const { value } = fc.letrec<{ value: object }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    texts.map((S) => ({ S })),
    numbers.map((N) => ({ N })),
    bytes.map((B) => ({ B })),
    fc.boolean().map((BOOL) => ({ BOOL })),
    fc.constant({ NULL: true }),
    fc.uniqueArray(fc.constantFrom("a", "b", "c", ""), { minLength: 1, maxLength: 3 }).map((SS) => ({ SS })),
    fc.uniqueArray(fc.constantFrom("1", "2", "3.5"), { minLength: 1, maxLength: 3 }).map((NS) => ({ NS })),
    fc.uniqueArray(fc.constantFrom("YQ==", "YWI="), { minLength: 1, maxLength: 2 }).map((BS) => ({ BS })),
    fc.array(tie("value"), { maxLength: 3 }).map((L) => ({ L })),
    fc.dictionary(fc.constantFrom("x", "y", "z"), tie("value"), { maxKeys: 3 }).map((M) => ({ M })),
  ),
}));
const odd = fc.oneof(
  oddNumbers.map((N) => ({ N })),
  fc.constantFrom<object>({ SS: [] }, { NS: ["1", "1"] }, { NULL: false }, {}, { S: "a", N: "1" }),
);
const anyValue = fc.oneof({ weight: 30, arbitrary: value }, { weight: 1, arbitrary: odd });

const attributes = fc.dictionary(fc.constantFrom("n", "s", "m", "l", "set", "v"), anyValue, { maxKeys: 5 });
const indexed = fc.record(
  {
    gPk: fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom<object>({ S: "g" }, { S: "h" }) },
      { weight: 1, arbitrary: fc.constantFrom<object>({ N: "1" }, { S: "" }) },
    ),
    gSk: fc.oneof(
      { weight: 12, arbitrary: numbers.map((N): object => ({ N })) },
      { weight: 1, arbitrary: fc.constant<object>({ S: "x" }) },
    ),
  },
  { requiredKeys: [] },
);
const item = fc.tuple(key, attributes, indexed).map(([k, a, i]) => ({ ...a, ...i, ...k }));

const paths = fc.constantFrom(
  "n",
  "s",
  "m",
  "m.x",
  "m.y.z",
  "l",
  "l[0]",
  "l[1]",
  "l[5]",
  "l[0].x",
  "#set",
  "v",
  "missing",
  "m.missing",
  "pk",
  "gSk",
);
const operand = fc.oneof(paths, fc.constantFrom(":a", ":b"));

/** Conditions, some of them wrong. */
const { condition } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 2, depthSize: "small" },
    fc.tuple(operand, fc.constantFrom("=", "<>", "<", "<=", ">", ">="), operand).map((parts) => parts.join(" ")),
    paths.map((path) => `attribute_exists(${path})`),
    paths.map((path) => `attribute_not_exists(${path})`),
    fc.tuple(paths, operand).map(([path, prefix]) => `begins_with(${path}, ${prefix})`),
    fc.tuple(paths, operand).map(([path, one]) => `contains(${path}, ${one})`),
    fc.tuple(paths, operand).map(([path, one]) => `size(${path}) > ${one}`),
    paths.map((path) => `attribute_type(${path}, :t)`),
    fc.tuple(operand, operand, operand).map(([x, a, b]) => `${x} BETWEEN ${a} AND ${b}`),
    fc.tuple(operand, operand, operand).map(([x, a, b]) => `${x} IN (${a}, ${b})`),
    fc
      .tuple(tie("condition"), fc.constantFrom("AND", "OR"), tie("condition"))
      .map(([a, how, b]) => `(${a}) ${how} (${b})`),
    tie("condition").map((inner) => `NOT (${inner})`),
  ),
}));

const assignments = fc.oneof(
  fc.tuple(paths, operand).map(([path, from]) => `${path} = ${from}`),
  fc
    .tuple(paths, operand, fc.constantFrom("+", "-"), operand)
    .map(([path, a, sign, b]) => `${path} = ${a} ${sign} ${b}`),
  fc.tuple(paths, paths, operand).map(([path, from, other]) => `${path} = if_not_exists(${from}, ${other})`),
  fc.tuple(paths, operand, operand).map(([path, a, b]) => `${path} = list_append(${a}, ${b})`),
);
const sections = fc
  .record(
    {
      SET: fc.uniqueArray(assignments, { minLength: 1, maxLength: 3 }),
      REMOVE: fc.uniqueArray(paths, { minLength: 1, maxLength: 3 }),
      ADD: fc.uniqueArray(
        fc.tuple(paths, fc.constantFrom(":a", ":b")).map((parts) => parts.join(" ")),
        { minLength: 1, maxLength: 2 },
      ),
      DELETE: fc.uniqueArray(
        fc.tuple(paths, fc.constantFrom(":a", ":b")).map((parts) => parts.join(" ")),
        { minLength: 1, maxLength: 2 },
      ),
    },
    { requiredKeys: [] },
  )
  .filter((all) => Object.keys(all).length > 0)
  .map((all) => Object.entries(all).map(([name, actions]) => ({ name, actions })));

/** What an action changes, as far as its first name. */
const headOf = (action: string): string => /^#?\w+/.exec(action)?.[0] ?? "";

/** Most updates change each attribute once, as DynamoDB demands. */
const update = fc.tuple(sections, fc.integer({ min: 0, max: 9 })).map(([all, wild]) => {
  const heads = new Set<string>(wild > 0 ? ["pk"] : []);
  const isNew = (action: string): boolean =>
    wild === 0 || (!heads.has(headOf(action)) && heads.add(headOf(action)).size > 0);
  const left = all.map(({ name, actions }) => ({ name, actions: actions.filter(isNew) }));
  const filled = left.filter(({ actions }) => actions.length > 0);
  return (filled.length > 0 ? filled : all).map(({ name, actions }) => `${name} ${actions.join(", ")}`).join(" ");
});

const typeNames = fc.constantFrom("S", "N", "B", "SS", "L", "M", "BOOL", "NULL", "Q");
const variables = fc.record({ a: anyValue, b: anyValue, t: typeNames });

/** The names and values that expressions use, and no others. */
function used(expressions: (string | undefined)[], { a, b, t }: { a: object; b: object; t: string }) {
  const all = expressions.join(" ");
  const values = {
    ...(/:a\b/.test(all) && { ":a": a }),
    ...(/:b\b/.test(all) && { ":b": b }),
    ...(/:t\b/.test(all) && { ":t": { S: t } }),
  };
  return {
    ...(/#set\b/.test(all) && { ExpressionAttributeNames: { "#set": "set" } }),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  };
}

const conditioned = fc
  .tuple(fc.option(condition, { nil: undefined, freq: 2 }), fc.constantFrom("ALL_OLD", "NONE"))
  .map(([ConditionExpression, ReturnValuesOnConditionCheckFailure]) =>
    ConditionExpression === undefined ? {} : { ConditionExpression, ReturnValuesOnConditionCheckFailure },
  );

interface Body extends Record<string, unknown> {
  ConditionExpression?: string;
  UpdateExpression?: string;
}

const puts = fc.tuple(item, conditioned, variables).map(
  ([Item, how, given]): Body => ({
    TableName: table,
    Item,
    ...how,
    ...used([Object(how).ConditionExpression], given),
  }),
);
const deletions = fc
  .tuple(key, conditioned, variables)
  .map(
    ([Key, how, given]): Body => ({ TableName: table, Key, ...how, ...used([Object(how).ConditionExpression], given) }),
  );
const updates = fc.tuple(key, update, conditioned, variables).map(
  ([Key, UpdateExpression, how, given]): Body => ({
    TableName: table,
    Key,
    UpdateExpression,
    ...how,
    ...used([UpdateExpression, Object(how).ConditionExpression], given),
  }),
);
const checks = fc.tuple(key, condition, variables).map(
  ([Key, ConditionExpression, given]): Body => ({
    TableName: table,
    Key,
    ConditionExpression,
    ...used([ConditionExpression], given),
  }),
);

const projection = fc.option(
  fc.uniqueArray(paths, { minLength: 1, maxLength: 3 }).map((all) => all.join(", ")),
  { nil: undefined },
);
const projected = (ProjectionExpression: string | undefined) => ({
  ...(ProjectionExpression && { ProjectionExpression }),
  ...(ProjectionExpression?.includes("#set") && { ExpressionAttributeNames: { "#set": "set" } }),
});

const gets = fc
  .tuple(key, projection)
  .map(([Key, path]): Body => ({ TableName: table, Key, ConsistentRead: true, ...projected(path) }));

const range = fc.constantFrom(
  "",
  "sk = :b",
  "sk < :b",
  "sk <= :b",
  "sk > :b",
  "sk >= :b",
  "sk BETWEEN :b AND :c",
  "begins_with(sk, :b)",
);
const queries = fc
  .record({
    pk: keyNames,
    condition: range,
    b: keyNames,
    c: keyNames,
    forward: fc.boolean(),
    limit: fc.option(fc.integer({ min: 1, max: 4 })),
    path: projection,
    filter: fc.option(condition),
    given: variables,
  })
  .map(({ pk, condition: sort, b, c, forward, limit, path, filter, given }): Body => {
    const values = used([filter ?? ""], given);
    const expression = `pk = :p${sort && ` AND ${sort.replaceAll(":b", ":lo").replaceAll(":c", ":hi")}`}`;
    const names = { ...values.ExpressionAttributeNames, ...projected(path).ExpressionAttributeNames };
    return {
      TableName: table,
      KeyConditionExpression: expression,
      ConsistentRead: true,
      ScanIndexForward: forward,
      ...(limit && { Limit: limit }),
      ...(filter && { FilterExpression: filter }),
      ...(path && { ProjectionExpression: path }),
      ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
      ExpressionAttributeValues: {
        ...values.ExpressionAttributeValues,
        ":p": { S: pk },
        ...(expression.includes(":lo") && { ":lo": { S: b } }),
        ...(expression.includes(":hi") && { ":hi": { S: c } }),
      },
    };
  });
const indexQueries = fc
  .record({ pk: fc.constantFrom("g", "h"), condition: range, b: numbers, c: numbers, forward: fc.boolean() })
  .map(({ pk, condition: sort, b, c, forward }): Body => {
    const expression = `gPk = :p${sort && ` AND ${sort.replaceAll("sk", "gSk")}`}`;
    return {
      TableName: table,
      IndexName: "byG",
      KeyConditionExpression: expression,
      ScanIndexForward: forward,
      ExpressionAttributeValues: {
        ":p": { S: pk },
        ...(expression.includes(":b") && { ":b": { N: b } }),
        ...(expression.includes(":c") && { ":c": { N: c } }),
      },
    };
  });

const part = fc.oneof(
  puts.map((Put) => ({ Put })),
  updates.map((Update) => ({ Update })),
  deletions.map((Delete) => ({ Delete })),
  checks.map((ConditionCheck) => ({ ConditionCheck })),
);
const transactions = fc.array(part, { minLength: 1, maxLength: 4 }).map((TransactItems) => ({ TransactItems }));
const returning = <T>(values: string[], bodies: fc.Arbitrary<T>) =>
  fc.tuple(bodies, fc.constantFrom(...values)).map(([body, ReturnValues]) => ({ ...body, ReturnValues }));

const of = (operation: string, bodies: fc.Arbitrary<Record<string, unknown>>): fc.Arbitrary<TableRequest> =>
  bodies.map((body) => ({ operation, body }));

/** One request of any kind that the application makes, and some that nobody should. */
export const anyRequest: fc.Arbitrary<TableRequest> = fc.oneof(
  { weight: 5, arbitrary: of("PutItem", returning(["NONE", "ALL_OLD"], puts)) },
  {
    weight: 5,
    arbitrary: of("UpdateItem", returning(["NONE", "ALL_OLD", "ALL_NEW", "UPDATED_OLD", "UPDATED_NEW"], updates)),
  },
  { weight: 2, arbitrary: of("DeleteItem", returning(["NONE", "ALL_OLD"], deletions)) },
  { weight: 2, arbitrary: of("GetItem", gets) },
  { weight: 4, arbitrary: of("Query", queries) },
  { weight: 3, arbitrary: of("Query", indexQueries) },
  { weight: 5, arbitrary: of("TransactWriteItems", transactions) },
  {
    weight: 1,
    arbitrary: of(
      "BatchGetItem",
      fc
        .uniqueArray(key, { minLength: 1, maxLength: 4, selector: (it) => JSON.stringify(it) })
        .map((Keys) => ({ RequestItems: { [table]: { Keys, ConsistentRead: true } } })),
    ),
  },
);

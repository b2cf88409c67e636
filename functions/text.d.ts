declare module "*.md" {
  const text: string;
  export default text;
}

/** YAML is read when the functions are bundled; here is what it says. */
declare module "*.yaml" {
  const content: unknown;
  export default content;
}

/** A script for a visitor's browser, as text: minified when the functions are bundled. */
declare module "*.visitor.js" {
  const script: string;
  export default script;
}

/** A script for a visitor's browser, as text: minified when the functions are bundled. */
declare module "*.visitor.js" {
  const script: string;
  export default script;
}

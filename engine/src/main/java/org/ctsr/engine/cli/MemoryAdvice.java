package org.ctsr.engine.cli;

/** How the program gets more memory, for the ends of messages. */
final class MemoryAdvice {
  /** Java itself reads this variable: an installed program's launcher takes no options of Java. */
  private static final String OPTION = "JAVA_TOOL_OPTIONS=-Xmx8g";

  /** Goes on with a sentence. */
  static final String CLAUSE = "give Java more with " + OPTION + " (here for 8 GB)";

  /** Follows a sentence of the engine, which knows nothing of command lines. */
  static final String REMARK = " (" + OPTION + " gives the program more, here 8 GB)";

  private MemoryAdvice() {}
}

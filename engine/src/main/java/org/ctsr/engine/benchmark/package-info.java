/** Measurements of the engine on the machine it runs on. */
@NullMarked
package org.ctsr.engine.benchmark;

import org.jspecify.annotations.NullMarked;

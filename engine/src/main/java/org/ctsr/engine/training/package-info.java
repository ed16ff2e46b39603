/** Trains the fidelity teacher and distils the student from both teachers. */
@NullMarked
package org.ctsr.engine.training;

import org.jspecify.annotations.NullMarked;

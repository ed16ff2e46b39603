/** Training patches: crops of photographs, degradations, and the teachers' answers kept on disk. */
@NullMarked
package org.ctsr.engine.training.data;

import org.jspecify.annotations.NullMarked;

/** Image quality metrics and the trade-off curve. */
@NullMarked
package org.ctsr.engine.metric;

import org.jspecify.annotations.NullMarked;

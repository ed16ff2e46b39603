/** Cards over a corner of the photo: what a card says, asks, and how it is taken away. */
@NullMarked
package org.ctsr.app.card;

import org.jspecify.annotations.NullMarked;

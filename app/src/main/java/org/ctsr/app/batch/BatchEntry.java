package org.ctsr.app.batch;

/**
 * A photo to be put in the list.
 *
 * @param photo the file
 * @param own what is different for it
 */
record BatchEntry(BatchPhoto photo, OwnSettings own) {}

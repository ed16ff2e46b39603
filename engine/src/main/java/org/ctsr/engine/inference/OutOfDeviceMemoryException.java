package org.ctsr.engine.inference;

/** The device has not enough memory for a block of this size; a smaller one may do. */
public class OutOfDeviceMemoryException extends Exception {
  private static final long serialVersionUID = 1L;

  OutOfDeviceMemoryException(int width, int height, Throwable cause) {
    super(
        "not enough memory on the device for a block of " + width + "x" + height + " pixels",
        cause);
  }
}

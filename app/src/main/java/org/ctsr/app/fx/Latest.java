package org.ctsr.app.fx;

/**
 * Tells the request made last from older ones, whose answers may come later. Requests are made on
 * one thread; any may ask whether one is still the latest.
 */
public final class Latest {
  private volatile Request latest = new Request();

  /** Makes a request; those before are the latest no longer. */
  public Request next() {
    Request next = new Request();
    latest = next;
    return next;
  }

  /** The request made last; one nobody waits for before the first. */
  public Request current() {
    return latest;
  }

  /** One of several requests. */
  public final class Request {
    private Request() {}

    /** Whether none was made since. */
    public boolean isLatest() {
      return this == latest;
    }
  }
}

package org.ctsr.engine.model;

/** Decides whether a package may be installed, by running it. */
@FunctionalInterface
public interface PackageCheck {
  /**
   * @param model a package whose files and digests are in order
   * @throws ModelException if it breaks the contract
   */
  void check(ModelPackage model) throws ModelException;
}

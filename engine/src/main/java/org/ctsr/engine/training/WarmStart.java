package org.ctsr.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/**
 * Lets a student begin as its fidelity teacher: the shared body is copied by name, and the
 * teacher's last layer goes to the first rows of the student's head, which make B0.
 */
final class WarmStart {
  private static final List<String> PARTS = List.of("weight", "bias");

  private WarmStart() {}

  /**
   * Copies what fits.
   *
   * @return whether the student has the teacher's body; if not, nothing was copied
   */
  static boolean from(TorchModule teacher, TorchModule student) {
    List<String> left = new ArrayList<>();
    for (Entry<String, NDArray> entry : teacher.parameters().entrySet()) {
      NDArray own = student.parameters().get(entry.getKey());
      if (own == null || !own.getShape().equals(entry.getValue().getShape())) {
        left.add(entry.getKey());
      }
    }
    if (left.size() != PARTS.size()
        || deeper(teacher, student)
        || !headFits(teacher, student, left)) {
      return false;
    }
    Torch.record(false);
    for (Entry<String, NDArray> entry : teacher.parameters().entrySet()) {
      NDArray own = student.parameters().get(entry.getKey());
      if (own != null) {
        Tensors.copy(entry.getValue(), own);
      }
    }
    for (String name : left) {
      NDArray last = Tensors.require(teacher.parameters(), name);
      NDArray head = Tensors.require(student.parameters(), head(name));
      head.set(new NDIndex(":" + last.getShape().get(0)), last);
    }
    return true;
  }

  /** A deeper body's layers have other places, under names the teacher uses for its own. */
  private static boolean deeper(TorchModule teacher, TorchModule student) {
    return student.parameters().keySet().stream()
        .anyMatch(name -> name.startsWith("body.") && !teacher.parameters().containsKey(name));
  }

  private static String head(String name) {
    return "head." + name.substring(name.lastIndexOf('.') + 1);
  }

  private static boolean headFits(TorchModule teacher, TorchModule student, List<String> left) {
    for (String name : left) {
      Map<String, NDArray> own = student.parameters();
      NDArray head = own.get(head(name));
      Shape last = Tensors.require(teacher.parameters(), name).getShape();
      if (head == null
          || !head.getShape().slice(1).equals(last.slice(1))
          || head.getShape().get(0) < last.get(0)) {
        return false;
      }
    }
    return true;
  }
}

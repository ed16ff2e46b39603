package org.ctsr.app.models;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CardTextTest {
  @Test
  void marksAndPicturesAreLeftOutAndLinksAreTheirWords() {
    assertThat(CardText.plain("**Sharp**, see [the card](CARD.md) and `t`"))
        .isEqualTo("Sharp, see the card and t");
    assertThat(CardText.plain("![One photo](../../docs/pictures/realness.png)")).isEmpty();
  }
}

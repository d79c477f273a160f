package dev.slipway.config;

import dev.slipway.Golden;
import org.junit.jupiter.api.Test;

class StackFilePageTest {
  @Test
  void pageIsCurrent() {
    Golden.assertSame(StackFilePage.FILE, new StackFilePage(StackFileDoc.groups()).render());
  }
}

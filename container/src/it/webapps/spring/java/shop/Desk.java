package shop;

import jakarta.servlet.http.HttpSession;
import jakarta.validation.Valid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.SessionAttributes;
import org.springframework.web.bind.support.SessionStatus;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@Controller
@SessionAttributes("order")
public class Desk {
  @ModelAttribute("order")
  Order order() {
    return new Order();
  }

  @GetMapping("/")
  String index(HttpSession session, Model model) {
    Integer visits = (Integer) session.getAttribute("visits");
    session.setAttribute("visits", visits == null ? 1 : visits + 1);
    model.addAttribute("things", new String[] {"nail", "screw", "<bolt>"});
    return "index";
  }

  @PostMapping("/order")
  String order(
      @Valid @ModelAttribute("order") Order order,
      BindingResult errors,
      SessionStatus status,
      RedirectAttributes flash) {
    if (errors.hasErrors()) {
      return "index";
    }
    status.setComplete();
    flash.addFlashAttribute("thanks", order.getName() + " \u00d7 " + order.getPieces());
    return "redirect:/thanks";
  }

  @GetMapping("/thanks")
  String thanks() {
    return "thanks";
  }

  @PostMapping("/upload")
  @ResponseBody
  String upload(@RequestParam("note") String note, @RequestParam("file") MultipartFile file)
      throws IOException {
    String begin = new String(file.getBytes(), 0, 5, StandardCharsets.UTF_8);
    return "%s: %s %d %s".formatted(note, file.getOriginalFilename(), file.getSize(), begin);
  }

  @ExceptionHandler(MultipartException.class)
  ResponseEntity<String> tooLarge() {
    return ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE).body("too large");
  }

  @GetMapping(value = "/thing/{name}", produces = MediaType.TEXT_PLAIN_VALUE)
  @ResponseBody
  String thing(@PathVariable("name") String name, @RequestParam(defaultValue = "-") String q) {
    return name + " " + q;
  }

  @DeleteMapping("/thing/{name}")
  @ResponseBody
  String remove(@PathVariable("name") String name) {
    return "gone: " + name;
  }

  @GetMapping("/later")
  @ResponseBody
  Callable<String> later() {
    return () -> "later";
  }

  @GetMapping("/deferred")
  @ResponseBody
  DeferredResult<String> deferred() {
    DeferredResult<String> result = new DeferredResult<>();
    CompletableFuture.runAsync(() -> result.setResult("deferred"));
    return result;
  }

  @GetMapping("/events")
  SseEmitter events() {
    SseEmitter emitter = new SseEmitter();
    CompletableFuture.runAsync(
        () -> {
          try {
            for (int i = 1; i <= 3; i++) {
              emitter.send(SseEmitter.event().id("" + i).data("event " + i));
            }
            emitter.complete();
          } catch (IOException e) {
            emitter.completeWithError(e);
          }
        });
    return emitter;
  }

  @GetMapping("/forwarded")
  String forwarded() {
    return "forward:/thing/forwarded?q=1";
  }
}

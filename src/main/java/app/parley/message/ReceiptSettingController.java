package app.parley.message;

import app.parley.account.User;
import app.parley.web.NotFound;
import app.parley.web.SeeOther;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** For administrators: whether people see how far others have read. */
@Controller
@RequestMapping("/admin/receipts")
class ReceiptSettingController {

    private final ReceiptSwitch receiptSwitch;

    ReceiptSettingController(ReceiptSwitch receiptSwitch) {
        this.receiptSwitch = receiptSwitch;
    }

    /** To everybody else this page does not exist. */
    @ModelAttribute
    void onlyForAdministrators(User me) {
        if (!me.isAdministrator()) {
            throw new NotFound("administration");
        }
    }

    @GetMapping
    ModelAndView show() {
        return new ModelAndView("message/receipt-setting", "on", receiptSwitch.isOn());
    }

    @PostMapping
    ModelAndView update(@RequestParam boolean on, RedirectAttributes next) {
        receiptSwitch.turn(on);
        next.addFlashAttribute("notice", "web.saved");
        return new ModelAndView(new SeeOther("/admin/receipts"));
    }
}

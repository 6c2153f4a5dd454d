;;; leakcheck.el --- Check a mail for privacy leaks when it is sent  -*- lexical-binding: t; -*-

;; Package-Requires: ((emacs "27.1"))
;; SPDX-License-Identifier: MIT

;;; Commentary:

;; Put this into your init file, or let `leakcheck install emacs' do it:
;;
;;   (load "/path/to/leakcheck.el")
;;
;; Every mail of message-mode (M-x message-mail, Gnus) is checked before it is sent.
;; When it would show people or data to somebody who should not see them, the draft stays, the findings stand in
;; the buffer *leakcheck*, and M-x leakcheck-send-anyway sends it once with a reason.

;;; Code:

(require 'message)

(defgroup leakcheck nil
  "Check mail for privacy leaks when it is sent."
  :group 'message)

(defcustom leakcheck-command '("leakcheck-sendmail" "--check-only" "-t")
  "Program and arguments that check the mail on standard input."
  :type '(repeat string))

(defcustom leakcheck-program "leakcheck"
  "Program that notes why a mail may be sent all the same."
  :type 'string)

(defvar-local leakcheck--reason nil
  "Why the next try in this buffer is right, if the person said so.")

(defvar leakcheck--last nil
  "Code of the mail that was stopped last.")

(defun leakcheck--letter ()
  "Return the mail of this buffer as it will travel, as a string of bytes."
  (let ((draft (current-buffer))
        (from (message-make-from)))
    (with-temp-buffer
      (insert-buffer-substring-no-properties draft)
      (unless (save-restriction (message-narrow-to-headers) (message-fetch-field "From"))
        (goto-char (point-min))
        (insert "From: " from "\n"))
      (let ((message-this-is-mail t) (message-inhibit-body-encoding nil))
        (message-encode-message-body)
        (save-restriction
          (message-narrow-to-headers)
          (mail-encode-encoded-word-buffer)))
      (goto-char (point-min))
      (when (re-search-forward (concat "^" (regexp-quote mail-header-separator) "$") nil t)
        (replace-match ""))
      (encode-coding-string (buffer-string) 'utf-8-unix))))

(defun leakcheck--run (letter)
  "Check LETTER; return the exit code and leave what was said in the buffer *leakcheck*."
  (let ((coding-system-for-write 'binary)
        (coding-system-for-read 'utf-8)
        (shown (get-buffer-create "*leakcheck*"))
        (code nil))
    (with-current-buffer shown
      (let ((inhibit-read-only t))
        (erase-buffer)
        (set-buffer-multibyte t)
        (with-temp-buffer
          (set-buffer-multibyte nil)
          (insert letter)
          (setq code (apply #'call-process-region (point-min) (point-max) (car leakcheck-command)
                            nil (list shown t) nil (cdr leakcheck-command)))))
      (special-mode))
    code))

(defun leakcheck--allow ()
  "Turn the code of the stopped mail and the reason of the person into a permission."
  (call-process leakcheck-program nil nil nil "allow-once" leakcheck--last "--reason" leakcheck--reason))

(defun leakcheck-check ()
  "Check the mail of this buffer; signal an error when it must not be sent as it is."
  (let* ((letter (leakcheck--letter))
         (code (leakcheck--run letter)))
    (with-current-buffer "*leakcheck*"
      (goto-char (point-min))
      (setq leakcheck--last
            (and (re-search-forward "leakcheck allow-once \\([0-9a-f]+\\)" nil t) (match-string 1))))
    (when (and (not (eql code 0)) leakcheck--reason leakcheck--last)
      (leakcheck--allow)
      (setq leakcheck--reason nil
            code (leakcheck--run letter)))
    (unless (eql code 0)
      (unless noninteractive
        (display-buffer "*leakcheck*"))
      (error "leakcheck: not sent (%s), see *leakcheck*; M-x leakcheck-send-anyway sends it as it is" code))))

(defun leakcheck-send-anyway (reason)
  "Send the mail of this buffer although leakcheck stopped it, for REASON, which is written to the local journal."
  (interactive "sWhy is it right to send it? ")
  (when (string-empty-p (string-trim reason))
    (user-error "Not sent: a reason is needed"))
  (setq leakcheck--reason reason)
  (message-send-and-exit))

(add-hook 'message-send-hook #'leakcheck-check)

(provide 'leakcheck)
;;; leakcheck.el ends here

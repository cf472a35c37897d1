# Files of an entry.
attachments-title = Files
attachments-heading = Files of the entry
attachments-add = Attach files
attachments-edit = Edit files
attachments-none = No files yet. Attach the report, the slides or pictures so that others can use them.
attachments-empty = The entry has no files yet. Choose one or more above.
attachments-own = The entry's files
attachments-back = Back to the entry
attachments-choose = Choose files
attachments-choose-hint = PDF, Word (DOCX), PowerPoint (PPTX), Excel (XLSX), ODT, ODP, pictures (PNG, JPEG, WebP), sound and video. At most { $file } MB a file, sound and video at most { $media } MB, and at most { $count } files an entry. Pictures are kept without place and camera.
attachments-drop = You can also drag files here.
attachments-upload = Attach
attachments-sending = Sending: { "{n}" } %
attachments-sent = The files are sent and are being looked at.
attachments-send-failed = The files did not arrive. The connection broke, or too much was sent at once. Try again.
attachments-is-full = The entry has { $count } files and cannot have more. Remove one to attach another.
attachments-refused = These files were not attached
attachments-others = The others are attached:
attachments-refused-empty = There was no file, or it was empty.
attachments-refused-too-large = The file is too large.
attachments-refused-unknown-kind = The content of the file is none of the kinds that can be attached. Its name does not decide that.
attachments-refused-svg = SVG pictures may carry programs and are not taken. Save the picture as PNG and try again.
attachments-refused-program = The file is a program, whatever it is called. Programs cannot be attached.
attachments-refused-macros = The file has macros. Save it without macros and try again.
attachments-refused-unpacks-too-large = The file unpacks to far more than such a file should. It is damaged or harmful.
attachments-refused-picture-too-large = The picture has too many pixels. Make it smaller: at most 25 million pixels, and 12,000 each way.
attachments-refused-broken-picture = The picture cannot be read. Save it again and try once more.
attachments-refused-cpr = The name of the file holds a Danish personal number (CPR). Give it another name.
attachments-refused-too-many = The entry now has all the files it may have.
attachments-pages = { $count ->
    [one] 1 page
   *[other] { $count } pages
}
attachments-read = Read as text
attachments-describe = Name and description
attachments-picture = The picture as it looks
attachments-no-description = Lacks a description for those who cannot see it
attachments-up = Move up
attachments-down = Move down
attachments-again = Read the text again
attachments-remove = Remove
attachments-field-alt = What is seen on the picture?
attachments-field-alt-hint = Read aloud to those who cannot see it, and shown below it.
attachments-field-title = Title or description
attachments-field-title-hint = Shown instead of the file's name.
attachments-field-name = The file's name
attachments-field-name-hint = What the file is called by those who download it.
attachments-remove-title = Remove the file?
attachments-remove-text = The file is gone for everybody who reads the entry. For { $days } days it can be brought back from here.
attachments-remove-do = Remove the file
attachments-text-lead = The text of the file, read by a program. Layout, pictures and tables are left out.
attachments-original = Download the file itself
attachments-text-pending = The text of the file is being read. In a moment search will find it.
attachments-text-refresh = Refresh
attachments-text-ready = The text has been read and search finds it
attachments-text-cut = Only the first part is here: the file is very long, or something in it could not be read.
attachments-text-none = There is no text in the file, perhaps because its pages are pictures. Search cannot find it, and it cannot be read aloud.
attachments-text-failed = The text could not be read
attachments-text-broken = The file is damaged, or is not what it says it is.
attachments-text-locked = The file is locked with a password.
attachments-text-unpacks-too-large = The file unpacks to far more than such a file should.
attachments-text-too-slow = It took too long.
attachments-text-too-much-memory = It took too much memory.
attachments-text-given-up = It was tried many times in vain. Try again, or ask an administrator.
attachments-page = Page { $number }
attachments-notes = Notes
privacy-table-attachments-added-by = Files you have attached
privacy-column-added-at = Attached
done-attachments-added = The files are attached.
done-attachments-full = Some of the files are attached. There was no room for the rest.
done-attachments-moved = The file has been moved.
done-attachments-again = The text of the file is being read again.
done-attachments-removed = The file has been removed.
attachments-waits-lead = The entry is published: another editor must approve before readers see files added, renamed or removed. Their order takes effect at once.
attachments-own-proposal = You have an open proposal for this entry yourself. Withdraw it, or wait until it has been decided, and you can change the files here.
attachments-waiting = Files awaiting approval
attachments-would-go = The file will be removed once that is approved.
attachments-would-be = Once approved, the file is called:
attachments-leave = Leave the file as it is
attachments-remove-waits = The file will be removed for everybody who reads the entry once another editor has approved it. After that it can be brought back for { $days } days.
done-attachments-waits = Saved. Another editor must approve it before readers see it.
done-attachments-left = The file stays as it is.
audit-kind-attachment = File
attachments-remove-unseen = The file is waiting for approval, and readers have not seen it. It will no longer be part of the change.
attachments-removed = Removed files
attachments-removed-hint = No reader can see or download them. When the time is up, they are deleted for good.
attachments-removed-when = Removed { $when } by { $name }. Can be brought back until { $until }.
attachments-fetch-back = Bring back
attachments-event-came = { $count ->
    [one] File attached by
   *[other] Files attached by
}
attachments-event-removed = { $count ->
    [one] File removed by
   *[other] Files removed by
}
problem-bad-request-attachments-full = The entry has as many files as it can have. Remove one before you bring another back.
attachments-erase = Delete for good
attachments-erase-title = Delete the file for good?
attachments-erase-text = The file cannot be brought back. Its content is gone from the server within two days; backups have a time of their own.
attachments-erase-do = Delete for good
done-attachments-erased = The file has been deleted for good.
done-attachments-fetched-back = The file has been brought back.
privacy-table-attachments-removed-by = Files you have removed
privacy-column-removed-at = Removed
audit-action-fetch-back = Brought back

# Signing in: password, second factor, confirming, sessions.
sign-in-start = Write your e-mail address. We send you a link to sign in with; you need no password.
sign-in-by-link = Mail me a link
sign-in-by-password = Use my password
sign-in-by-link-instead = Get a link by mail instead
sign-in-password-title = Sign in with a password
sign-in-password = Password
sign-in-password-forgotten = No password, or forgotten?
sign-in-code = Code from your app
sign-in-code-hint = Six digits. The app shows new ones every half minute.
sign-in-recovery-code = Recovery code
sign-in-recovery-code-hint = One of the ten codes you kept. Each can be used once.

password-missing = Write a password.
password-wrong = Address and password do not belong together. Try again, or get a link by mail.
password-current-wrong = That is not your password. Try again.
password-too-short = Too short. Use at least 8 characters.
password-too-long = Too long. Use at most 128 characters.
password-common = This password, or one much like it, is among the commonest, and is tried first. Choose another.
password-pattern = Rows and repetitions such as abcd and 1111 are easy to guess. Add some words that do not belong together.
password-date = Dates and years are easy to guess. Add some words that do not belong together.
password-word = A single word or name is easy to guess. Use three or four words that do not belong together.
password-about-you = Your name, your address, your organisation and the network's name are tried first. Choose something that has nothing to do with them.
password-weak = Too easy to guess. Make it longer: three or four words that do not belong together are good.

second-factor-title = Show in one more way that it is you
second-factor-lead = Whoever administers uses two ways. Open the app on your phone.
second-factor-show = Go on
second-factor-wrong = The code does not fit, or has been used. Wait for the next one and try again.
second-factor-lost = I do not have my app at hand
second-factor-recover = Use the recovery code

enrol-title = Get a second way to show that it is you
enrol-lead = Whoever administers needs more than a mail. It takes two minutes and an app on your phone.
enrol-lead-again = The new app takes the place of the old one, and you get new recovery codes.
enrol-step-app = 1. Open an app for codes
enrol-step-app-text = Use the one you have, for example the phone's own password app, Aegis, Google Authenticator or Microsoft Authenticator.
enrol-step-scan = 2. Scan the picture
enrol-step-scan-text = Choose to add an account in the app, and point the camera here.
enrol-picture = QR code with the key for your app. The same key stands below as text.
enrol-key = Or type this key into the app:
enrol-open = Open the app on this device
enrol-step-code = 3. Write the code the app shows
enrol-do = Done

recovery-title = Keep your recovery codes
recovery-lead = They are shown now and never again. If you lose your phone, one of them lets you in.
recovery-keep = Print them, or put them into your password manager. Each can be used once.
recovery-kept = I have kept them

confirm-title = Confirm that it is you
confirm-lead = What you are about to do is important. Afterwards you can go on for a quarter of an hour.
confirm-by-password = With your password
confirm-by-code = With a code from your app
confirm-by-link = With a link by mail
confirm-by-link-text = Open the link in this browser, and you come back to what you were doing.
confirm-by-provider = At your organisation
confirm-by-provider-text = Your organisation has its own sign-in. You come back here afterwards.
confirm-do = Confirm with the password
confirm-do-code = Confirm with the code
confirm-do-provider = Go to your organisation's sign-in

me-sign-in = How you sign in
me-sign-in-text = Password, passkeys, second factor, and where you are signed in.
own-sign-in = How you sign in
own-sign-in-lead = You can always get a link by mail. Here you choose whether you want other ways as well.
own-password = Password
own-password-is = You have a password.
own-password-none = You have none, and need none.
own-password-choose = Choose a password
own-password-change = Change the password
own-password-remove = Remove the password
own-password-lead = Between { $shortest } and { $longest } characters of any kind. Three or four words that do not belong together are good and easy to remember. You are signed out on your other devices.
own-password-current = Your present password
own-password-new = New password
own-password-save = Save the password
own-password-forgotten = Forgotten the present one?
own-password-forgotten-do = Confirm in another way
own-second-factor = Second factor
own-second-factor-demanded = Whoever administers uses two ways to show who they are: an app with codes, or a passkey.
own-second-factor-text = An app with codes is asked of those who administer. You can have one too, and use it to confirm that it is you.
own-app = App with codes
own-app-add = Add an app
own-app-replace = Use another app
own-app-remove = Remove the app
own-since = Since { $when }
own-recovery = Recovery codes
own-recovery-left = { $count ->
    [0] None left
    [one] 1 left
   *[other] { $count } left
}
own-recovery-new = Make new recovery codes
own-sessions = Where you are signed in
own-sessions-text = See the devices, and sign out on those you do not use.
own-sessions-see = See your devices
own-sessions-lead = If you do not know one of the devices, sign out on it and change your password if you have one.
own-unknown-device = Unknown device
own-this-device = This device
own-method-link = By a mailed link
own-method-password = By password
own-method-passkey = By passkey
own-method-provider = By your organisation's sign-in
own-with-second-factor = with a second factor
own-signed-in-at = Signed in { $when }
own-seen = Last used about { $when }
own-session-end = Sign out here
own-session-end-which = Sign out on { $device }, signed in { $when }

done-password-saved = The password is saved, and you are signed out on your other devices.
done-password-removed = The password is removed. You sign in with a link by mail.
done-second-factor-removed = The app and its recovery codes are removed.
done-session-ended = Signed out there.

mail-kind-sign-in-changed = Change of sign-in
mail-sign-in-changed-subject = A change in how you sign in to { $network }
mail-sign-in-changed-others = You were signed out on your other devices where that was called for.
mail-sign-in-changed-not-you = Was it you? Then you need do nothing. If not, sign in with a link by mail, see where you are signed in, and tell the network's administrator.
mail-changed-password-set = Your password on { $network } was chosen or changed.
mail-changed-password-removed = Your password on { $network } was removed.
mail-changed-second-factor-set = An app with codes was added to your account on { $network }.
mail-changed-second-factor-removed = The app with codes was removed from your account on { $network }.
mail-changed-recovery-codes-made = New recovery codes were made for your account on { $network }.
mail-changed-recovery-code-used = One of your recovery codes was used on { $network }.
mail-changed-passkey-added = A passkey was added to your account on { $network }.
mail-changed-passkey-removed = A passkey was removed from your account on { $network }.

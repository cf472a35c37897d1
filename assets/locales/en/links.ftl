# Dead links in entries.
links-dead = Dead links
links-lead = Addresses in entries that have failed on several days in a row. Mend them, so that readers arrive.
links-none = All links work
links-none-text = A link that fails three times over at least a week is listed here.
links-untried = No link has been tried yet
links-off = Nobody looks for dead links
links-off-text = An administrator can turn it on in the settings. Then each link is tried about once a month.
links-to-settings = To the settings
links-on-entry = { $count ->
    [one] A link in this entry does not work
   *[other] { $count } links in this entry do not work
}
links-since = It has failed since { $when }.
links-looked-at = Last tried { $when }
links-edit = Edit the entry
links-look-again = Try again now
links-ignore = Stop trying
links-outcome-works = The link works.
links-outcome-busy = The page is too busy to answer just now.
links-outcome-closed = The page does not let us in; perhaps others.
links-outcome-inside = The address leads into a private network and is not tried.
links-outcome-gone = The page no longer exists.
links-outcome-broken = The page reports an error of its own.
links-outcome-slow = The page does not answer in time.
links-outcome-no-such-name = The name in the address does not exist.
links-outcome-unreachable = There is no connection to the page.
links-outcome-certificate = The connection is not secure: the page's certificate cannot be trusted.
links-outcome-circles = The address leads on again and again without arriving.
links-setting = Should links in entries be tried?
links-setting-hint = Each link is tried about once a month, and what is dead is listed. The server then fetches pages out on the net, never in a private network. It begins within a day.
links-setting-on = Yes, try them and show the dead ones
links-setting-off = No
done-links-look-again = The link will be tried again in a moment. If it works, it leaves the list.
done-links-ignored = The link will no longer be tried in this entry.
audit-action-ignore-link = Stopped trying a link

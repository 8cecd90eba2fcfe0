#!/bin/sh
# Hands one letter, as it came (standard input), over to the site. docs/incoming-mail.md says how a mail server calls it.
#   hand-over-letter.sh <address of the site> <file with the header>
# The file holds one line that only the mail server may read: Authorization: Bearer <INBOUND_MAIL_SECRET>
# Ends as mail servers understand it (sysexits.h):
#   0 taken   65 cannot be read, do not try again   67 no such address   75 try again later
set -u
answer=$(curl --silent --max-time 120 --header "@$2" --header 'Content-Type: message/rfc822' --header 'Accept-Language: en' \
  --data-binary @- --write-out '\n%{http_code}' "$1/inbound/enquiries")
status=$(printf '%s\n' "$answer" | tail -n 1)
case $status in
2??) exit 0 ;;
400 | 413)
  printf '%s\n' "$answer" | head -n 1
  exit 65
  ;;
404)
  # Without the outcome it is the secret or the address that is wrong, which is no fault of the sender's.
  case $answer in *'"outcome":"unknown"'*) exit 67 ;; esac
  ;;
esac
printf 'not taken: %s\n' "$status"
exit 75

#include "policy/text/disguises.hpp"

namespace jiaxin::policy {

std::span<const Disguise> national_disguises() {
  static const Disguise all[] = {
      {U'📝', U"📝"},       {U'📖', U"📝"},    {U'📚', U"📝"}, {U'✍', U"📝"},   {U'✏', U"📝"},    {U'📓', U"📝"},
      {U'📔', U"📝"},       {U'🖊', U"📝"}, {U'🏠', U"🏠"}, {U'🏡', U"🏠"},   {U'📷', U"拍照"}, {U'📸', U"拍照"},
      {U'🧧', U"红包"}, {U'👍', U"👍"},    {U'а', U"a"}, {U'е', U"e"},   {U'о', U"o"},    {U'р', U"p"},
      {U'с', U"c"},       {U'у', U"y"},    {U'х', U"x"}, {U'к', U"k"},   {U'м', U"m"},    {U'н', U"h"},
      {U'т', U"t"},       {U'в', U"b"},    {U'α', U"a"}, {U'ο', U"o"},   {U'ρ', U"p"},    {U'υ', U"u"},
      {U'ν', U"v"},       {U'ɑ', U"a"},    {U'ı', U"i"}, {U'〇', U"零"},
  };
  return all;
}

}  // namespace jiaxin::policy

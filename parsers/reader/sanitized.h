// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tallyd {

/// Built with the address or thread sanitizer, whose shadow memory is larger than any honest limit.
/// g++ defines a macro, clang answers __has_feature.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool kSanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
inline constexpr bool kSanitized = true;
#else
inline constexpr bool kSanitized = false;
#endif
#else
inline constexpr bool kSanitized = false;
#endif

}  // namespace tallyd

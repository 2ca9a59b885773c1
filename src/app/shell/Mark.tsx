/** A beam on three posts, carrying its load. */
export function Mark() {
  return (
    <svg className="mark" width="20" height="20" viewBox="0 0 20 20" aria-hidden>
      <path d="M2 8h16M4.2 8v9.5M15.8 8v9.5M10 8v9.5" />
      <circle cx="10" cy="3.7" r="2.3" />
    </svg>
  )
}
